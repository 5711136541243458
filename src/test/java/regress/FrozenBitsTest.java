package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import regress.data.Dataset;
import regress.engine.Device;
import regress.engine.Engines;
import regress.engine.Kernels;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;
import regress.internal.engine.Problems;

/**
 * The parameters of some fits, to the bit, as they were when they were written down: whoever moves
 * a sum finds it here. The jvm engine's bits hold everywhere. A device's hold for one device, its
 * driver and its number of compute units, and elsewhere the test says that it skips.
 *
 * <p>{@code -Dregress.bits.write=true} writes the tables anew in the long form, in
 * src/test/resources/regress/bits.
 */
class FrozenBitsTest {
  private static final Path TABLES = Path.of("src/test/resources/regress/bits");

  /** Columns whose bits are written out; a checksum stands for all of them. */
  private static final int SHOWN = 3;

  /**
   * @param p feature columns of n standard normal values
   */
  private record Shape(int n, int p, int epochs) {
    Dataset data() {
      double[][] columns = Problems.linear(n, p, 1000L * n + p).columns();
      return Dataset.of(Arrays.copyOf(columns, p), columns[p]);
    }
  }

  /** From fewer rows than a vector has lanes to more than one group works on. */
  private static final List<Shape> ON_THE_HOST =
      List.of(
          new Shape(7, 1, 100),
          new Shape(100, 1, 500),
          new Shape(20_011, 1, 60),
          new Shape(97, 3, 200),
          new Shape(70_001, 2, 20),
          new Shape(3_001, 5, 60),
          new Shape(600, 16, 60),
          new Shape(40, 37, 40),
          new Shape(2_000, 64, 30));

  /** Fewer, since every number of features is compiled anew. */
  private static final List<Shape> ON_A_DEVICE =
      List.of(
          new Shape(7, 1, 100),
          new Shape(100, 1, 500),
          new Shape(20_011, 1, 60),
          new Shape(97, 3, 200),
          new Shape(3_001, 3, 60),
          new Shape(50_021, 3, 20));

  /** Those of which other kernels than a device's own are written down, too. */
  private static final List<Shape> BY_ALL_KERNELS =
      List.of(new Shape(100, 1, 500), new Shape(3_001, 3, 60));

  static Stream<Device> devices() {
    return named("tornado").devices().stream();
  }

  static Stream<Device> firstDevice() {
    return devices().limit(1);
  }

  @Test
  void theJvmEngineKeepsItsBits() throws IOException {
    Engine jvm = named("jvm");
    compare(Path.of("jvm.txt"), rows(jvm, jvm.devices().getFirst(), ON_THE_HOST));
  }

  @Tag("device")
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("firstDevice")
  void theFirstDeviceKeepsTheBitsOfOneFeature(Device device) throws IOException {
    compare(device, ON_A_DEVICE.stream().filter(shape -> shape.p == 1).toList());
  }

  @LongForm
  @Tag("device")
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("devices")
  void aDeviceKeepsItsBits(Device device) throws IOException {
    compare(device, ON_A_DEVICE);
  }

  private static void compare(Device device, List<Shape> shapes) throws IOException {
    Path table = Path.of(name(device) + ".txt");
    boolean isWhole = shapes.size() == ON_A_DEVICE.size();
    assumeTrue(
        isWriting() ? isWhole : Files.exists(TABLES.resolve(table)),
        () -> "no bits are written down for " + device.name() + " (" + table + ")");
    compare(table, rows(named("tornado"), device, shapes));
  }

  private static Engine named(String name) {
    return Installed.all().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }

  private static String name(Device device) {
    String words = device.backend() + " " + device.name() + " x " + device.computeUnits();
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private static List<String> rows(Engine engine, Device device, List<Shape> shapes) {
    List<String> rows = new ArrayList<>();
    for (Shape shape : shapes) {
      Dataset data = shape.data();
      for (Mode mode : engine.modes()) {
        for (Precision precision : Precision.values()) {
          Regression options =
              Regression.squared()
                  .engine(engine.name())
                  .device(device.id())
                  .mode(mode)
                  .precision(precision)
                  .epochs(shape.epochs)
                  .tolerance(0);
          Regression plain =
              options.standardize(false).learningRate(0.25 / (shape.p + 2)).start(start(shape.p));
          rows.add(row(shape, mode, precision, "plain", plain.fit(data)));
          rows.add(row(shape, mode, precision, "standardised", options.fit(data)));
          if (isByAllKernels(engine, shape)) {
            for (Kernels kernels : List.of(Kernels.PLAIN, Kernels.COALESCED)) {
              Fit fit = options.kernels(kernels).fit(data);
              rows.add(row(shape, mode, precision, "standardised by " + kernels + " kernels", fit));
            }
          }
        }
      }
    }
    return rows;
  }

  private static boolean isByAllKernels(Engine engine, Shape shape) {
    return LongForm.ASKED
        && engine.name().equals(Engines.TORNADO)
        && BY_ALL_KERNELS.contains(shape);
  }

  private static double[] start(int features) {
    return DoubleStream.iterate(0.5, value -> -value).limit(features + 1L).toArray();
  }

  private static String row(Shape shape, Mode mode, Precision precision, String how, Fit fit) {
    double[] w =
        DoubleStream.concat(DoubleStream.of(fit.intercept()), DoubleStream.of(fit.coefficients()))
            .toArray();
    long checksum = 0;
    for (double value : w) {
      checksum = 31 * checksum + Double.doubleToLongBits(value);
    }
    String shown =
        DoubleStream.of(w)
            .limit(SHOWN)
            .mapToObj(Double::toHexString)
            .collect(Collectors.joining(" "));
    return "%d x %d %s %s %s: %s, all %016x"
        .formatted(shape.n, shape.p, mode, precision, how, shown, checksum);
  }

  private static boolean isWriting() {
    return Boolean.getBoolean("regress.bits.write");
  }

  private static void compare(Path table, List<String> rows) throws IOException {
    Path file = TABLES.resolve(table);
    if (isWriting()) {
      Files.write(file, rows);
    }
    assertThat(Files.readAllLines(file)).containsSubsequence(rows);
  }
}
