package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  /** Runs one task over a workspace's arrays on the device and copies all it wrote back. */
  private static void onDevice(Workspace workspace, Consumer<TaskGraph> task) {
    Object[] arrays = workspace.arrays().of(Role.values());
    TaskGraph graph =
        Graphs.named("kernel").transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays);
    task.accept(graph);
    graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays);
    try (Graphs graphs = new Graphs(Devices.list().getFirst(), () -> List.of(graph))) {
      graphs.execute(0, new Meter());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "257, 5", "70001, 2"})
  void float64KernelsDoOnTheDeviceWhatTheyDoInJava(int n, int p) {
    Problem problem = Problems.linear(n, p, n);
    Workspace64 device =
        Workspace64.of(n, p, Losses64.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    Workspace64 java =
        Workspace64.of(n, p, Losses64.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    for (Workspace64 workspace : List.of(device, java)) {
      workspace.load(problem);
      workspace.begin(Problems.descent(problem, 7, 0));
    }
    int blocks = java.shape()[Shape.BLOCKS];

    onDevice(device, graph -> device.addLoss(graph, ""));
    LinearLoss64.loss(
        SquaredLoss64.LOSS,
        java.x(),
        java.y(),
        java.w(),
        java.residuals(),
        java.values(),
        java.rule(),
        java.shape(),
        blocks);
    assertClose(device.residuals(), java.residuals());
    assertClose(device.values(), java.values());

    onDevice(device, graph -> device.addGradient(graph, ""));
    LinearLoss64.gradient(java.x(), java.residuals(), java.slopes(), java.shape(), blocks);
    assertClose(device.slopes(), java.slopes());

    onDevice(device, graph -> device.addUpdate(graph, ""));
    GradientDescent64.update(
        java.w(),
        java.values(),
        java.slopes(),
        java.gradient(),
        java.state(),
        java.rule(),
        java.shape());
    assertClose(device.w(), java.w());
    assertClose(device.gradient(), java.gradient());
    assertClose(device.state(), java.state());

    onDevice(device, graph -> device.addTrain(graph, new GridScheduler()));
    GradientDescent64.train(
        SquaredLoss64.LOSS,
        java.x(),
        java.y(),
        java.w(),
        java.residuals(),
        java.values(),
        java.slopes(),
        java.gradient(),
        java.state(),
        java.rule(),
        java.shape());
    assertClose(device.w(), java.w());
    assertThat(java.state()[0]).isEqualTo(7);
    assertClose(device.state(), java.state());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "257, 5", "70001, 2"})
  void float32KernelsDoOnTheDeviceWhatTheyDoInJava(int n, int p) {
    Problem problem = Problems.linear(n, p, n);
    Workspace32 device =
        Workspace32.of(n, p, Losses32.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    Workspace32 java =
        Workspace32.of(n, p, Losses32.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    for (Workspace32 workspace : List.of(device, java)) {
      workspace.load(problem);
      workspace.begin(Problems.descent(problem, 7, 0));
    }
    int blocks = java.shape()[Shape.BLOCKS];

    onDevice(device, graph -> device.addLoss(graph, ""));
    LinearLoss32.loss(
        SquaredLoss32.LOSS,
        java.x(),
        java.y(),
        java.w(),
        java.residuals(),
        java.values(),
        java.rule(),
        java.shape(),
        blocks);
    assertClose(device.residuals(), java.residuals());
    assertClose32(device.values(), java.values());

    onDevice(device, graph -> device.addGradient(graph, ""));
    LinearLoss32.gradient(java.x(), java.residuals(), java.slopes(), java.shape(), blocks);
    assertClose32(device.slopes(), java.slopes());

    onDevice(device, graph -> device.addUpdate(graph, ""));
    GradientDescent32.update(
        java.w(),
        java.values(),
        java.slopes(),
        java.gradient(),
        java.state(),
        java.rule(),
        java.shape());
    assertClose(device.w(), java.w());
    assertClose32(device.gradient(), java.gradient());
    assertClose32(device.state(), java.state());

    onDevice(device, graph -> device.addTrain(graph, new GridScheduler()));
    GradientDescent32.train(
        SquaredLoss32.LOSS,
        java.x(),
        java.y(),
        java.w(),
        java.residuals(),
        java.values(),
        java.slopes(),
        java.gradient(),
        java.state(),
        java.rule(),
        java.shape());
    assertClose(device.w(), java.w());
    assertThat(java.state()[0]).isEqualTo(7);
    assertClose32(device.state(), java.state());
  }

  /**
   * Equal but for the device's contraction of a multiplication and an addition, a last place or
   * two.
   */
  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-12 * (1 + Math.abs(expected[i]))));
    }
  }

  private static void assertClose32(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5 * (1 + Math.abs(expected[i]))));
    }
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-6f * (1 + Math.abs(expected[i]))));
    }
  }
}
