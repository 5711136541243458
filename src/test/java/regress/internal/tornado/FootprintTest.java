package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.internal.engine.ArraySize;
import regress.internal.tornado.DeviceArrays.Role;
import regress.internal.tornado.kernel.Rows32;
import regress.internal.tornado.kernel.Rows64;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** What plans are said to take, against what they take, and at sizes that nobody allocates. */
class FootprintTest {

  /** The first device there is, as if it were of that kind. */
  private static Device device(String kind) {
    return new Device(Devices.list().getFirst().id(), "none", "none", kind, 4, 1);
  }

  private static PlanKey key(Purpose purpose, Precision precision, int n, int p, String kind) {
    return new PlanKey(purpose, precision, n, p, device(kind));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, CPU",
    "1, 1, GPU",
    "1000, 1, CPU",
    "1000, 1, GPU",
    "70001, 3, CPU",
    "70001, 3, GPU",
    "600, 300, CPU",
    "600, 300, GPU"
  })
  void allArraysAreCounted(int n, int p, String kind) {
    for (Precision precision : Precision.values()) {
      for (Kernels kernels : Kernels.values()) {
        if (kernels != Kernels.VECTOR || kind.equals("CPU")) {
          allArraysAreCounted(key(Purpose.FUSED, precision, n, p, kind).with(kernels));
        }
      }
    }
  }

  private static void allArraysAreCounted(PlanKey key) {
    assertCounted(key, RowPass.of(key, DeviceArrays.of(key.purpose())).arrays());
    PlanKey ofMoments =
        new PlanKey(Purpose.MOMENTS, key.precision(), key.rows(), key.features(), key.device())
            .with(key.kernels());
    assertCounted(ofMoments, RowPass.of(ofMoments, DeviceArrays.of(ofMoments.purpose())).arrays());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 3, 5", "100, 1, 40", "70, 20, 3", "33, 64, 2"})
  void allArraysOfManyFitsAreCounted(int n, int p, int blocks) {
    Device cpu = device("CPU");
    for (Precision precision : Precision.values()) {
      for (Purpose purpose : new Purpose[] {Purpose.MOMENTS, Purpose.SUMS}) {
        PlanKey key =
            BatchLayout.key(purpose, Loss.Kind.SQUARED, precision, n * blocks, p, cpu, blocks);
        DeviceArrays arrays = DeviceArrays.of(purpose);
        BatchPass.of(key, arrays);
        assertCounted(key, arrays);
      }
    }
  }

  private static void assertCounted(PlanKey key, DeviceArrays arrays) {
    long bytes = Stream.of(arrays.of(Role.values())).mapToLong(FootprintTest::bytes).sum();
    assertThat(Footprint.of(key).bytes()).isBetween((double) bytes, 1.2 * bytes + 4_000);
  }

  private static long bytes(Object array) {
    return switch (array) {
      case float[] a -> 24 + 4L * a.length;
      case double[] a -> 24 + 8L * a.length;
      case int[] a -> 24 + 4L * a.length;
      case Rows32 a -> a.values().getSegmentWithHeader().byteSize();
      case Rows64 a -> a.values().getSegmentWithHeader().byteSize();
      case TornadoNativeArray a -> a.getSegmentWithHeader().byteSize();
      default -> throw new AssertionError(array.getClass());
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"SUMS", "MOMENTS"})
  void theMostRowsFitAndOneMoreDoesNot(Purpose purpose) {
    for (String kind : new String[] {"CPU", "GPU"}) {
      for (Precision precision : Precision.values()) {
        PlanKey key =
            key(purpose, precision, 1_000_000, 20, kind).with(new Memory(1 << 20, 1 << 19));
        int rows = Footprint.mostRows(key);
        assertThat(Footprint.of(key.with(rows)).fits(key.memory())).isTrue();
        assertThat(Footprint.of(key.with(rows + 1)).fits(key.memory())).isFalse();
        assertThat(rows).isGreaterThan(1_000);
      }
    }
  }

  /** n p = 2^31 and above: no array holds it, whatever memory there is, and no size overflows. */
  @ParameterizedTest
  @CsvSource({
    "2147483647, 1",
    "2147483647, 20",
    "134217728, 16",
    "65536, 32768",
    "2147483647, 40000"
  })
  void moreThanAnArrayHoldsComesInBlocks(int n, int p) {
    for (String kind : new String[] {"CPU", "GPU"}) {
      for (Precision precision : Precision.values()) {
        PlanKey key = key(Purpose.SUMS, precision, n, p, kind);
        Footprint whole = Footprint.of(key);
        assertThat(whole.bytes()).isGreaterThan((double) n * p * precision.bytes());
        assertThat(whole.fits(Memory.ANY)).isFalse();
        int rows = Footprint.mostRows(key);
        assertThat((double) rows * p)
            .isBetween(0.99 * ArraySize.MOST - p * 64.0, 1.0 * ArraySize.MOST);
      }
    }
  }

  @Test
  void momentsOfAMillionFeaturesAreRefused() {
    PlanKey key = key(Purpose.MOMENTS, Precision.FLOAT32, 10, 1_000_000, "CPU");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Footprint.mostRows(key))
        .withMessageContaining("1000000 features");
  }
}
