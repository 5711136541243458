package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import regress.LongForm;
import regress.engine.Device;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.kernel.StopRule;

/**
 * Work-group kernels on the device against the plain kernels that define them: fewer rows than
 * items, a row more than items, groups without rows, more parameters than items.
 *
 * <p>PoCL takes ten seconds to build a descent of items that wait for each other, and builds it for
 * each number of items: in the short form a group that descends is one item, for which there is
 * nothing to build around barriers, and the kernels of an epoch have as many as plans use.
 */
@Tag("device")
class GroupedKernelsTest {
  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    assumeTrue(Devices.list().getFirst().computeUnits() > 1, "two groups must run at once");
  }

  private static Workspace workspace(GroupedShape shape, Precision precision) {
    return precision == Precision.FLOAT64
        ? GroupedWorkspace64.of(
            shape, Losses64.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED))
        : GroupedWorkspace32.of(
            shape, Losses32.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
  }

  private static double eps(Precision precision) {
    return precision == Precision.FLOAT64 ? 1e-12 : 2e-6;
  }

  private static Descent descent(Problem problem, double tolerance) {
    double rate = Problems.descent(problem, 1, 0).learningRate();
    return new Descent(Loss.SQUARED, new double[problem.featureCount() + 1], rate, 9, tolerance, 2);
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 256",
    "257, 17, 1, 256",
    "16001, 17, 2, 256",
    "1, 1, 1, 64",
    "100, 3, 2, 16",
    "257, 17, 2, 16",
    "16001, 17, 2, 16",
    "100, 3, 2, 256",
    "16001, 1, 2, 256"
  })
  void descendAsThePlainKernelsDo(int n, int p, int groups, int items) {
    for (Precision precision : Precision.values()) {
      descendAsThePlainKernelsDo(n, p, groups, items, precision);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "257, 17, 1", "16001, 17, 2", "3, 2, 2"})
  void aloneInTheirGroupsDescendAsThePlainKernelsDo(int n, int p, int groups) {
    descendAsThePlainKernelsDo(n, p, groups, 1);
  }

  private static void descendAsThePlainKernelsDo(
      int n, int p, int groups, int items, Precision precision) {
    Problem problem = Problems.linear(n, p, n);
    Descent descent = descent(problem, precision == Precision.FLOAT64 ? 0.5 : 0);
    Definition definition = Definition.of(problem, descent, precision);
    Workspace device =
        workspace(new GroupedShape(n, p, groups, items, 12, Integer.MAX_VALUE), precision);
    device.load(problem);
    device.begin(descent);
    OneGraph.train(device);
    definition.assertEnds(device, eps(precision));
    double[] fused = device.parameters();

    device.begin(descent);
    OneGraph.execute(device, device::addPass);
    OneGraph.execute(12, device, (graph, grid) -> device.addEpoch(graph, grid, 1));
    definition.assertEnds(device, eps(precision));
    assertThat(device.parameters()).isEqualTo(fused);
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "257, 3, 2"})
  void divergeInTheSameEpochAsThePlainKernels(int n, int p, int groups) {
    Problem problem = Problems.linear(n, p, n);
    Descent wild = new Descent(Loss.SQUARED, new double[p + 1], 1e20, 100, 0, 2);
    double[] state = Definition.of(problem, wild, Precision.FLOAT64).state();
    Workspace device =
        GroupedWorkspace64.of(
            new GroupedShape(n, p, groups, 256, 100, 1 << 30),
            Losses64.of(Loss.Kind.SQUARED),
            DeviceArrays.of(Purpose.FUSED));
    device.load(problem);
    device.begin(wild);
    OneGraph.train(device);
    assertThat(device.state()[StopRule.STATUS]).isEqualTo(StopRule.DIVERGED);
    assertThat(device.state()[StopRule.EPOCH]).isEqualTo(state[StopRule.EPOCH]);
  }

  private static Device device(String kind) {
    Device device = Devices.list().getFirst();
    return new Device(
        device.id(),
        device.backend(),
        device.name(),
        kind,
        device.computeUnits(),
        device.memoryBytes());
  }

  /** Three executions, the last not full. */
  @Test
  void moreEpochsThanSlotsGoOnInAnotherExecution() {
    GroupedShape shape = new GroupedShape(1000, 2, 2, LongForm.ASKED ? 256 : 1, 10, 1 << 30);
    Problem problem = Problems.linear(1000, 2, 3);
    Descent descent = Problems.descent(problem, 25, 0);
    try (PlanFits fused = new PlanFits(key(shape), fused(shape))) {
      Descended end = fused.fit(problem, descent, Progress.NONE);
      assertThat(end.attestation().tasks()).contains("train");
      assertThat(end.epochs()).isEqualTo(25);
      assertThat(end.parameters())
          .containsExactly(Problems.plainDescent(problem, descent), within(1e-12));
    }
  }

  @LongForm
  @Test
  void moreGroupsThanRunAtOnceLeaveTheDescentToOthers() {
    int groups = Devices.list().getFirst().computeUnits() + 1;
    GroupedShape shape = new GroupedShape(1000, 2, groups, 16, 10, 1 << 16);
    Problem problem = Problems.linear(1000, 2, 3);
    try (Fused plan = fused(shape)) {
      for (int i = 0; i < 2; i++) {
        assertThat(
                plan.descend(problem, Problems.descent(problem, 25, 0), Progress.NONE, new Meter()))
            .isEmpty();
      }
    }
  }

  private static Fused fused(GroupedShape shape) {
    return new Fused(
        key(shape),
        GroupedWorkspace64.of(
            shape, Losses64.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED)));
  }

  private static PlanKey key(GroupedShape shape) {
    return new PlanKey(
        Purpose.FUSED, Precision.FLOAT64, shape.samples(), shape.features(), device("GPU"));
  }

  /** As a GPU would be served, on the device that is there. */
  @ParameterizedTest
  @EnumSource(names = {"STEPWISE", "MOMENTS", "SUMS"})
  void everyPurposeFollowsThePlainDescent(Purpose purpose) {
    Problem problem = Problems.linear(5000, 3, 4);
    Descent descent = Problems.descent(problem, 25, 0);
    PlanKey key = new PlanKey(purpose, Precision.FLOAT64, 5000, 3, device("GPU"));
    try (PlanFits strategy = PlanFits.of(key)) {
      Descended end = strategy.fit(problem, descent, Progress.NONE);
      assertThat(end.parameters())
          .containsExactly(Problems.plainDescent(problem, descent), within(1e-12));
    }
  }

  @LongForm
  @Test
  void fusedFollowsThePlainDescent() {
    everyPurposeFollowsThePlainDescent(Purpose.FUSED);
  }
}
