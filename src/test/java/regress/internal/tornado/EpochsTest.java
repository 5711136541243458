package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import regress.engine.EngineException;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;

/** However many epochs an execution has, the descent is the same. */
@Tag("device")
class EpochsTest {

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  private static PlanKey key(Purpose purpose) {
    return new PlanKey(purpose, Precision.FLOAT64, 200, 1, Devices.list().getFirst());
  }

  @Test
  void anyNumberOfEpochsIsRunExactly() {
    try (PlanFits unrolled = PlanFits.of(key(Purpose.UNROLLED));
        PlanFits stepwise = PlanFits.of(key(Purpose.STEPWISE))) {
      for (int epochs : new int[] {1, 9, 10, 11, 20, 25}) {
        check(unrolled, stepwise, epochs);
      }
    }
  }

  private static void check(PlanFits unrolled, PlanFits stepwise, int epochs) {
    Problem problem = Problems.linear(200, 1, 3);
    Descent descent = Problems.descent(problem, epochs, 0);
    List<Integer> seen = new ArrayList<>();
    Descended end = unrolled.fit(problem, descent, (epoch, loss) -> seen.add(epoch));
    Descended each = stepwise.fit(problem, descent, Progress.NONE);
    assertThat(end.epochs()).isEqualTo(epochs);
    assertThat(end.parameters()).isEqualTo(each.parameters());
    assertThat(seen).hasSize((epochs + 9) / 10).endsWith(epochs);
    assertThat(end.lossHistory()[seen.size() - 1]).isEqualTo(each.lossHistory()[epochs - 1]);
  }

  @Test
  void moreTasksThanAGraphHoldsAreRefused() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> new Epochs(key(Purpose.UNROLLED), 31))
        .withMessageContaining("31 epochs in one task graph");
  }
}
