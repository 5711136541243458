package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.engine.Loss;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.kernel.GradientDescent32;
import regress.internal.kernel.GradientDescent64;
import regress.internal.kernel.LinearLoss32;
import regress.internal.kernel.LinearLoss64;
import regress.internal.kernel.Shape;
import regress.internal.kernel.SquaredLoss32;
import regress.internal.kernel.SquaredLoss64;
import regress.internal.tornado.DeviceArrays.Role;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/** Each kernel by itself, on the device and as plain Java, from the same arrays. */
@Tag("device")
class KernelsOnDeviceTest {
  private static final int EPOCHS = 7;

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  /** The same arrays on the device and in Java; sums are equal to eps. */
  private record Both(Workspace device, Workspace java, double eps) {
    private static final double EPS_OF_FLOATS = 1e-6;

    void begin(Problem problem) {
      for (Workspace workspace : List.of(device, java)) {
        workspace.load(problem);
        workspace.begin(Problems.descent(problem, EPOCHS, 0));
      }
    }

    /** Runs one task over all arrays on the device, and its kernel in Java. */
    void step(Consumer<TaskGraph> task, Runnable kernel) {
      Object[] arrays = device.arrays().of(Role.values());
      TaskGraph graph =
          NamedGraph.of("kernel").transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays);
      task.accept(graph);
      graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays);
      try (Graphs graphs = new Graphs(Devices.list().getFirst(), () -> List.of(graph))) {
        graphs.execute(0, new Meter());
      }
      kernel.run();
      Object[] expected = java.arrays().of(Role.values());
      for (int k = 0; k < arrays.length; k++) {
        assertClose(arrays[k], expected[k]);
      }
    }

    /**
     * Equal but for the device's contraction of a multiplication and an addition, a last place or
     * two.
     */
    private void assertClose(Object actual, Object expected) {
      assertThat(Array.getLength(actual)).isEqualTo(Array.getLength(expected));
      double own = actual instanceof float[] ? EPS_OF_FLOATS : eps;
      for (int i = 0; i < Array.getLength(actual); i++) {
        double right = Array.getDouble(expected, i);
        assertThat(Array.getDouble(actual, i))
            .isCloseTo(right, within(own * (1 + Math.abs(right))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "257, 5", "70001, 2"})
  void float64KernelsDoOnTheDeviceWhatTheyDoInJava(int n, int p) {
    var device =
        Workspace64.of(n, p, Losses64.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    var j = Workspace64.of(n, p, Losses64.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    var both = new Both(device, j, 1e-12);
    both.begin(Problems.linear(n, p, n));
    int[] shape = j.shape();
    int blocks = shape[Shape.BLOCKS];
    var loss = SquaredLoss64.LOSS;
    both.step(
        graph -> device.addLoss(graph, ""),
        () ->
            LinearLoss64.loss(
                loss, j.x(), j.y(), j.w(), j.residuals(), j.values(), j.rule(), shape, blocks));
    both.step(
        graph -> device.addGradient(graph, ""),
        () -> LinearLoss64.gradient(j.x(), j.residuals(), j.slopes(), shape, blocks));
    both.step(
        graph -> device.addUpdate(graph, ""),
        () ->
            GradientDescent64.update(
                j.w(), j.values(), j.slopes(), j.gradient(), j.state(), j.rule(), shape));
    both.step(
        graph -> device.addTrain(graph, new GridScheduler()),
        () ->
            GradientDescent64.train(
                loss,
                j.x(),
                j.y(),
                j.w(),
                j.residuals(),
                j.values(),
                j.slopes(),
                j.gradient(),
                j.state(),
                j.rule(),
                shape));
    assertThat(j.state()[0]).isEqualTo(EPOCHS);
  }

  /** The same text with other types, which Java gives no common one. */
  @ParameterizedTest
  @CsvSource({"1, 1", "257, 5", "70001, 2"})
  void float32KernelsDoOnTheDeviceWhatTheyDoInJava(int n, int p) {
    var device =
        Workspace32.of(n, p, Losses32.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    var j = Workspace32.of(n, p, Losses32.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    var both = new Both(device, j, 1e-5);
    both.begin(Problems.linear(n, p, n));
    int[] shape = j.shape();
    int blocks = shape[Shape.BLOCKS];
    var loss = SquaredLoss32.LOSS;
    both.step(
        graph -> device.addLoss(graph, ""),
        () ->
            LinearLoss32.loss(
                loss, j.x(), j.y(), j.w(), j.residuals(), j.values(), j.rule(), shape, blocks));
    both.step(
        graph -> device.addGradient(graph, ""),
        () -> LinearLoss32.gradient(j.x(), j.residuals(), j.slopes(), shape, blocks));
    both.step(
        graph -> device.addUpdate(graph, ""),
        () ->
            GradientDescent32.update(
                j.w(), j.values(), j.slopes(), j.gradient(), j.state(), j.rule(), shape));
    both.step(
        graph -> device.addTrain(graph, new GridScheduler()),
        () ->
            GradientDescent32.train(
                loss,
                j.x(),
                j.y(),
                j.w(),
                j.residuals(),
                j.values(),
                j.slopes(),
                j.gradient(),
                j.state(),
                j.rule(),
                shape));
    assertThat(j.state()[0]).isEqualTo(EPOCHS);
  }
}
