package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.kernel.Rows32;
import regress.internal.tornado.kernel.Rows64;

/**
 * Vector kernels on the device against the plain kernels that define them: one row, part of a
 * vector, part of a block, one row more than a block, several runs of blocks.
 */
@Tag("device")
class BlockedKernelsTest {
  private static final String SHAPES =
      """
      1, 1, 1
      3, 2, 1
      65, 1, 2
      1000, 16, 2
      20011, 1, 2
      """;

  @BeforeEach
  void aProcessorIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    assumeTrue(Devices.list().getFirst().kind().equals("CPU"), "these kernels are for CPU devices");
    assumeTrue(Devices.list().getFirst().computeUnits() > 1, "two groups must run at once");
  }

  private static Descent descent(Problem problem, double tolerance) {
    return new Descent(
        Loss.SQUARED,
        new double[problem.featureCount() + 1],
        Problems.descent(problem, 1, 0).learningRate(),
        9,
        tolerance,
        2);
  }

  private static void check(
      Workspace device, Problem problem, Descent descent, Precision precision) {
    Definition definition = Definition.of(problem, descent, precision);
    double eps = precision == Precision.FLOAT64 ? 1e-12 : 2e-6;
    device.load(problem);
    device.begin(descent);
    OneGraph.train(device);
    definition.assertEnds(device, eps);

    device.begin(descent);
    OneGraph.execute(device, device::addPass);
    OneGraph.execute(12, device, (graph, grid) -> device.addEpoch(graph, grid, 1));
    definition.assertEnds(device, eps);
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({"31, 1, 2", "32, 3, 1", "64, 1, 1", "129, 2, 2", "20011, 5, 1"})
  void descendAsThePlainKernelsDoInMoreShapes(int n, int p, int groups) {
    float64DescendsAsThePlainKernelsDo(n, p, groups);
    float32DescendsAsThePlainKernelsDo(n, p, groups);
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void float64DescendsAsThePlainKernelsDo(int n, int p, int groups) {
    Problem problem = Problems.linear(n, p, n);
    Workspace device =
        BlockedWorkspace64.of(
            new BlockedShape(n, p, Rows64.LANES, groups, Integer.MAX_VALUE),
            Losses64.of(Loss.Kind.SQUARED),
            DeviceArrays.of(Purpose.FUSED));
    check(device, problem, descent(problem, 0.5), Precision.FLOAT64);
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void float32DescendsAsThePlainKernelsDo(int n, int p, int groups) {
    Problem problem = Problems.linear(n, p, n);
    Workspace device =
        BlockedWorkspace32.of(
            new BlockedShape(n, p, Rows32.LANES, groups, Integer.MAX_VALUE),
            Losses32.of(Loss.Kind.SQUARED),
            DeviceArrays.of(Purpose.FUSED));
    check(device, problem, descent(problem, 0), Precision.FLOAT32);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "65, 1", "129, 3"})
  void divergesInTheSameEpochAsThePlainKernels(int n, int p) {
    Problem problem = Problems.linear(n, p, n);
    Descent wild = new Descent(Loss.SQUARED, new double[p + 1], 1e20, 100, 0, 2);
    double[] state = Definition.of(problem, wild, Precision.FLOAT64).state();
    Workspace device =
        BlockedWorkspace64.of(
            new BlockedShape(n, p, Rows64.LANES, 1, Integer.MAX_VALUE),
            Losses64.of(Loss.Kind.SQUARED),
            DeviceArrays.of(Purpose.FUSED));
    device.load(problem);
    device.begin(wild);
    OneGraph.train(device);
    assertThat(device.state()[StopRule.STATUS]).isEqualTo(StopRule.DIVERGED);
    assertThat(device.state()[StopRule.EPOCH]).isEqualTo(state[StopRule.EPOCH]);
  }
}
