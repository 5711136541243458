package regress.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopRuleTest {
  private final double[] state = new double[StopRule.STATE_LENGTH];

  private static double[] rule(double tolerance, int patience) {
    double[] rule = new double[StopRule.RULE_LENGTH];
    rule[StopRule.TOLERANCE] = tolerance;
    rule[StopRule.PATIENCE] = patience;
    return rule;
  }

  private int statusAfter(double[] rule, double[]... lossesAndGradients) {
    for (double[] epoch : lossesAndGradients) {
      StopRule.judge(epoch[0], epoch[1] * epoch[1], state, 0, rule);
    }
    return (int) state[StopRule.STATUS];
  }

  @Test
  void convergesAfterPatienceCalmEpochs() {
    double[] rule = rule(1e-3, 2);
    assertThat(statusAfter(rule, new double[][] {{9, 4}, {1, 1e-4}, {1, 1e-4}}))
        .isEqualTo(StopRule.RUNNING);
    assertThat(statusAfter(rule, new double[][] {{1, 1e-4}})).isEqualTo(StopRule.CONVERGED);
    assertThat(state[StopRule.EPOCH]).isEqualTo(4);
  }

  @Test
  void oneRestlessEpochStartsTheCountAgain() {
    double[] rule = rule(1e-3, 2);
    assertThat(statusAfter(rule, new double[][] {{1, 4}, {1, 0}, {2, 0}, {2, 0}}))
        .isEqualTo(StopRule.RUNNING);
  }

  @Test
  void aStillLossIsNotEnoughWhileTheGradientIsLarge() {
    assertThat(statusAfter(rule(1e-3, 1), new double[][] {{1, 4}, {1, 4}, {1, 4}}))
        .isEqualTo(StopRule.RUNNING);
  }

  @Test
  void aSmallGradientIsNotEnoughWhileTheLossMoves() {
    assertThat(statusAfter(rule(1e-3, 1), new double[][] {{9, 4}, {5, 0}, {3, 0}}))
        .isEqualTo(StopRule.RUNNING);
  }

  @Test
  void withoutToleranceItNeverConverges() {
    assertThat(statusAfter(rule(0, 1), new double[][] {{0, 0}, {0, 0}, {0, 0}}))
        .isEqualTo(StopRule.RUNNING);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void noFiniteNumberIsDivergence(double wild) {
    assertThat(statusAfter(rule(1, 1), new double[][] {{wild, 1}})).isEqualTo(StopRule.DIVERGED);
    state[StopRule.STATUS] = StopRule.RUNNING;
    assertThat(statusAfter(rule(1, 1), new double[][] {{1, wild}})).isEqualTo(StopRule.DIVERGED);
  }
}
