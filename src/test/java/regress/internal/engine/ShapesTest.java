package regress.internal.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Device;
import regress.engine.Precision;

/**
 * The descents of {@link EngineContract} in more shapes, and a few of its own on the second device,
 * where the contract as a whole is of the long form.
 */
class ShapesTest {
  private static final String MORE =
      """
      2, 1
      3, 1
      3, 2
      7, 3
      97, 1
      255, 2
      256, 1
      511, 4
      512, 1
      1021, 16
      65535, 1
      65536, 1
      """;

  private final Engine tornado = EnginesInTests.named("tornado");

  private static void descend(Engine engine, Device device, int n, int p) {
    List<Execution> executions =
        engine.modes().stream()
            .flatMap(
                mode ->
                    Stream.of(Precision.values())
                        .map(precision -> new Execution(mode, precision, device.id())))
            .toList();
    EngineContract.followsThePlainDescent(engine, executions, n, p);
  }

  private void tornadoIsHere() {
    assumeTrue(tornado.absence().isEmpty(), () -> tornado.absence().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(textBlock = MORE)
  void onTheJvm(int n, int p) {
    Engine jvm = EnginesInTests.named("jvm");
    descend(jvm, jvm.devices().getFirst(), n, p);
  }

  @LongForm
  @Tag("device")
  @ParameterizedTest
  @CsvSource(textBlock = MORE)
  void onEveryDevice(int n, int p) {
    tornadoIsHere();
    for (Device device : tornado.devices()) {
      descend(tornado, device, n, p);
    }
  }

  /** In one precision: the same kernels are compiled for the first device. */
  @Tag("device")
  @Test
  void onTheSecondDevice() {
    tornadoIsHere();
    assumeTrue(tornado.devices().size() > 1, "there is no second device");
    String second = tornado.devices().get(1).id();
    List<Execution> executions =
        tornado.modes().stream()
            .map(mode -> new Execution(mode, Precision.FLOAT64, second))
            .toList();
    EngineContract.followsThePlainDescent(tornado, executions, 513, 5);
  }
}
