package regress.internal.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Device;
import regress.engine.Mode;
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
      257, 1
      511, 4
      512, 1
      600, 512
      1021, 16
      65535, 1
      65536, 1
      """;

  private final Engine tornado = EnginesInTests.named("tornado");

  private static void descend(Engine engine, Device device, int n, int p) {
    for (Mode mode : engine.modes()) {
      for (Precision precision : Precision.values()) {
        Execution execution = new Execution(mode, precision, device.id());
        EngineContract.followsThePlainDescent(engine, execution, n, p);
      }
    }
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
    for (Mode mode : tornado.modes()) {
      Execution execution = new Execution(mode, Precision.FLOAT64, second);
      EngineContract.followsThePlainDescent(tornado, execution, 513, 5);
    }
  }
}
