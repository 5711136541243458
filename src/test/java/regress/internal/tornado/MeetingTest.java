package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.engine.Device;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.tornado.kernel.Rows64;

/** Work-groups whose neighbours do not come do the neighbours' work, to the same bits. */
@Tag("device")
class MeetingTest {
  private static final int FEW_LOOKS = 100;

  @BeforeEach
  void aProcessorIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    assumeTrue(device().kind().equals("CPU"), "the meeting is for CPU devices");
    assumeTrue(device().computeUnits() > 1, "on one unit, nobody is met");
  }

  private static Device device() {
    return Devices.list().getFirst();
  }

  private static Workspace workspace(int n, int p, int groups) {
    return BlockedWorkspace64.of(
        new BlockedShape(n, p, Rows64.LANES, groups, FEW_LOOKS),
        Losses64.of(Loss.Kind.SQUARED),
        DeviceArrays.of(Purpose.FUSED));
  }

  private static PlanKey key(int n, int p) {
    return new PlanKey(Purpose.FUSED, Precision.FLOAT64, n, p, device());
  }

  @ParameterizedTest
  @CsvSource({"1000, 1", "1000, 3"})
  void moreGroupsThanRunAtOnceFinish(int n, int p) {
    check(n, p, workspace(n, p, device().computeUnits() + 1));
  }

  @Test
  void aGroupThatNeverComesIsNotMissed() {
    BlockedShape one = new BlockedShape(1000, 2, Rows64.LANES, 1, FEW_LOOKS);
    BlockedWorkspace64 two = (BlockedWorkspace64) workspace(1000, 2, 2);
    check(
        1000,
        2,
        new BlockedWorkspace64(
            two.arrays(),
            one,
            two.kernels(),
            two.x(),
            two.y(),
            two.lanes(),
            two.w(),
            two.sums(),
            two.state(),
            two.rule(),
            two.shape(),
            two.meeting(),
            two.control(),
            two.context()));
  }

  private static void check(int n, int p, Workspace workspace) {
    Problem problem = Problems.linear(n, p, 1);
    Descent descent = Problems.descent(problem, 25, 0);
    try (PlanFits fused = new PlanFits(key(n, p), new Fused(key(n, p), workspace))) {
      for (int i = 0; i < 2; i++) {
        Descended end =
            Assertions.assertTimeout(
                Duration.ofSeconds(60), () -> fused.fit(problem, descent, Progress.NONE));
        assertThat(end.attestation().mode()).isEqualTo(Mode.FUSED);
        assertThat(end.epochs()).isEqualTo(25);
        assertThat(end.parameters())
            .containsExactly(Problems.plainDescent(problem, descent), within(1e-12));
      }
    }
  }

  /** As many groups as the device has units, however small the problem. */
  @ParameterizedTest
  @CsvSource({"1, 1", "33, 1", "1000, 3", "5000, 1"})
  void groupsThatRunAtOnceMeet(int n, int p) {
    Problem problem = Problems.linear(n, p, 2);
    Descent descent = Problems.descent(problem, 1000, 0);
    Workspace workspace =
        BlockedWorkspace64.of(
            new BlockedShape(n, p, Rows64.LANES, device().computeUnits(), Integer.MAX_VALUE),
            Losses64.of(Loss.Kind.SQUARED),
            DeviceArrays.of(Purpose.FUSED));
    try (PlanFits fused = new PlanFits(key(n, p), new Fused(key(n, p), workspace))) {
      Descended end = fused.fit(problem, descent, Progress.NONE);
      assertThat(end.attestation().mode()).isEqualTo(Mode.FUSED);
      assertThat(end.parameters())
          .containsExactly(Problems.plainDescent(problem, descent), within(1e-11));
    }
  }

  /** Groups that do each other's shares, overtake each other and catch up all the time. */
  @ParameterizedTest
  @CsvSource({"1000, 3", "5000, 1", "40000, 1", "20000, 2"})
  void impatientGroupsComeToTheSameBits(int n, int p) {
    Problem problem = Problems.linear(n, p, 3);
    Descent descent = Problems.descent(problem, 500, 0);
    double[] patient = fit(problem, descent, Integer.MAX_VALUE, 1);
    assertThat(patient).containsExactly(Problems.plainDescent(problem, descent), within(1e-11));
    for (int looks = 1; looks <= 1000; looks *= 10) {
      assertThat(fit(problem, descent, looks, 10)).containsExactly(patient);
    }
  }

  private static double[] fit(Problem problem, Descent descent, int looks, int times) {
    int n = problem.samples();
    int p = problem.featureCount();
    int groups = device().computeUnits();
    BlockedShape shape = new BlockedShape(n, p, Rows64.LANES, groups, looks);
    double[] parameters = {};
    Workspace workspace =
        BlockedWorkspace64.of(
            shape, Losses64.of(Loss.Kind.SQUARED), DeviceArrays.of(Purpose.FUSED));
    try (PlanFits fused = new PlanFits(key(n, p), new Fused(key(n, p), workspace))) {
      for (int i = 0; i < times; i++) {
        Descended end = fused.fit(problem, descent, Progress.NONE);
        assertThat(end.epochs()).isEqualTo(descent.epochs());
        assertThat(i == 0 ? end.parameters() : parameters).containsExactly(end.parameters());
        parameters = end.parameters();
      }
    }
    return parameters;
  }
}
