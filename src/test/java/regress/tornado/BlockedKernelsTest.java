package regress.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.engine.Descent;
import regress.engine.Problem;
import regress.engine.Problems;
import regress.kernel.GradientDescent32;
import regress.kernel.GradientDescent64;
import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/**
 * Vector kernels on the device against the plain kernels that define them: one row, part of a
 * vector, part of a block, one row more than a block, several runs of blocks.
 */
class BlockedKernelsTest {
  private static final String SHAPES =
      """
      1, 1, 1
      3, 2, 1
      31, 1, 2
      32, 3, 1
      64, 1, 1
      65, 1, 2
      129, 2, 2
      1000, 16, 2
      20011, 1, 2
      20011, 5, 1
      """;

  @BeforeEach
  void aProcessorIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    assumeTrue(Devices.list().getFirst().kind().equals("CPU"), "these kernels are for CPU devices");
    assumeTrue(Devices.list().getFirst().computeUnits() > 1, "two groups must run at once");
  }

  /** Runs tasks over a workspace's arrays on the device and copies all they wrote back. */
  private static void onDevice(Workspace workspace, BiConsumer<TaskGraph, GridScheduler> tasks) {
    Object[] arrays =
        Stream.of(workspace.data(), workspace.descent(), workspace.scratch())
            .flatMap(Stream::of)
            .toArray();
    try (Graphs graphs =
        new Graphs(
            Devices.list().getFirst(),
            grid -> {
              TaskGraph graph =
                  Graphs.named("kernel").transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays);
              tasks.accept(graph, grid);
              return List.of(graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays));
            })) {
      graphs.execute(0, new Meter());
    }
  }

  private static Descent descent(Problem problem, double tolerance) {
    return new Descent(
        new double[problem.featureCount() + 1],
        Problems.descent(problem, 1, 0).learningRate(),
        9,
        tolerance,
        2);
  }

  private static void check(
      Workspace device, Problem problem, Descent descent, double[] w, double[] state, double eps) {
    device.load(problem);
    device.begin(descent);
    onDevice(device, device::addTrain);
    assertClose(device.parameters(), w, eps);
    assertClose(device.state(), state, eps);

    device.begin(descent);
    onDevice(
        device,
        (graph, grid) -> {
          device.addFirst(graph, grid);
          for (int number = 1; number <= 12; number++) {
            device.addEpoch(graph, grid, number);
          }
        });
    assertClose(device.parameters(), w, eps);
    assertClose(device.state(), state, eps);
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void float64DescendsAsThePlainKernelsDo(int n, int p, int groups) {
    Problem problem = Problems.linear(n, p, n);
    Descent descent = descent(problem, 0.5);
    Workspace64 java = Workspace64.of(n, p);
    java.load(problem);
    java.begin(descent);
    GradientDescent64.train(
        java.x(),
        java.y(),
        java.w(),
        java.residuals(),
        java.squares(),
        java.slopes(),
        java.gradient(),
        java.state(),
        java.rule(),
        java.shape());
    Workspace device =
        BlockedWorkspace64.of(
            new BlockedShape(n, p, BlockedWorkspace64.LANES, groups, Integer.MAX_VALUE));
    check(device, problem, descent, java.w(), java.state(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void float32DescendsAsThePlainKernelsDo(int n, int p, int groups) {
    Problem problem = Problems.linear(n, p, n);
    Descent descent = descent(problem, 0);
    Workspace32 java = Workspace32.of(n, p);
    java.load(problem);
    java.begin(descent);
    GradientDescent32.train(
        java.x(),
        java.y(),
        java.w(),
        java.residuals(),
        java.squares(),
        java.slopes(),
        java.gradient(),
        java.state(),
        java.rule(),
        java.shape());
    Workspace device =
        BlockedWorkspace32.of(
            new BlockedShape(n, p, BlockedWorkspace32.LANES, groups, Integer.MAX_VALUE));
    check(device, problem, descent, Problem.toDoubles(java.w()), java.state(), 2e-6);
  }

  /** Epochs and status must be the same number, the rest equal up to the order of addition. */
  private static void assertClose(double[] actual, double[] expected, double eps) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(eps * (1 + Math.abs(expected[i]))));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "65, 1", "129, 3"})
  void divergesInTheSameEpochAsThePlainKernels(int n, int p) {
    Problem problem = Problems.linear(n, p, n);
    Descent wild = new Descent(new double[p + 1], 1e20, 100, 0, 2);
    Workspace64 java = Workspace64.of(n, p);
    java.load(problem);
    java.begin(wild);
    GradientDescent64.train(
        java.x(),
        java.y(),
        java.w(),
        java.residuals(),
        java.squares(),
        java.slopes(),
        java.gradient(),
        java.state(),
        java.rule(),
        java.shape());
    Workspace device =
        BlockedWorkspace64.of(
            new BlockedShape(n, p, BlockedWorkspace64.LANES, 1, Integer.MAX_VALUE));
    device.load(problem);
    device.begin(wild);
    onDevice(device, device::addTrain);
    assertThat(device.state()[StopRule.STATUS]).isEqualTo(StopRule.DIVERGED);
    assertThat(device.state()[StopRule.EPOCH]).isEqualTo(java.state()[StopRule.EPOCH]);
  }
}
