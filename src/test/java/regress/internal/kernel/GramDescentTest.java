package regress.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descents on moments, alone and many at a time, against the formulas as they are written. */
class GramDescentTest {
  private static final double[] RATES = {0.9, 0.1, 0.01, 1.02, 30};
  private static final double[] TOLERANCES = {0, 1e-2, 1e-6, 1e-13};

  /** One descent: settled moments of random correlated columns, and a rule. */
  private record Descent(double[] moments, double[] start, double[] rule) {

    /** Steps of 0.9 / lambda, more or less, and some that diverge, slowly or at once. */
    static Descent of(int p, Random random) {
      int n = p + 5 + random.nextInt(50);
      double[][] columns = new double[p + 2][n];
      for (int i = 0; i < n; i++) {
        double common = random.nextGaussian();
        columns[0][i] = 1;
        columns[p + 1][i] = random.nextGaussian();
        for (int j = 1; j <= p; j++) {
          columns[j][i] = 0.3 + random.nextGaussian() + 0.5 * common;
          columns[p + 1][i] += j * columns[j][i] / p;
        }
      }
      int stride = Moments.stride(p);
      double[] moments = new double[stride * stride];
      double trace = 0;
      for (int a = 0; a < p + 2; a++) {
        for (int b = a; b < p + 2; b++) {
          for (int i = 0; i < n; i++) {
            moments[a * stride + b] += columns[a][i] * columns[b][i];
          }
        }
        trace += a <= p ? moments[a * stride + a] / n : 0;
      }
      double[] ones = new double[p + 1];
      Arrays.fill(ones, 1);
      Moments.settle(moments, new double[p + 1], ones);
      double[] rule = new double[StopRule.RULE_LENGTH];
      rule[StopRule.RATE] = RATES[random.nextInt(RATES.length)] / trace;
      rule[StopRule.TOLERANCE] = TOLERANCES[random.nextInt(TOLERANCES.length)];
      rule[StopRule.PATIENCE] = 1 + random.nextInt(4);
      rule[StopRule.EPOCHS] = 1 + random.nextInt(3_000);
      return new Descent(moments, random.doubles(p + 1, -3, 3).toArray(), rule);
    }
  }

  /** The formulas of {@link GramDescent}, every epoch judged. */
  private static double[] plain(Descent of, double[] w) {
    int p = w.length - 1;
    int stride = Moments.stride(p);
    double[] m = of.moments;
    double[] state = new double[StopRule.STATE_LENGTH];
    while (state[StopRule.STATUS] < 0.5 && state[StopRule.EPOCH] < of.rule[StopRule.EPOCHS]) {
      double r = w[0] - m[p + 1];
      double variance = m[(p + 1) * stride + p + 1];
      double spread = variance;
      for (int j = 1; j <= p; j++) {
        r += w[j] * m[j];
      }
      double[] half = new double[p + 1];
      half[0] = r;
      double squares = r * r;
      for (int j = 1; j <= p; j++) {
        double cross = m[j * stride + p + 1];
        double h = -cross;
        for (int k = 1; k <= p; k++) {
          h += m[j * stride + k] * w[k];
        }
        variance += w[j] * (h - cross);
        spread += w[j] * w[j] * m[j * stride + j];
        half[j] = h + r * m[j];
        squares += half[j] * half[j];
      }
      double loss = GramDescent.loss(r, variance);
      if (Math.abs(loss - state[StopRule.LOSS]) <= 64 * 0x1p-53 * spread) {
        state[StopRule.LOSS] = loss;
      }
      StopRule.judge(loss, 4 * squares, state, 0, of.rule);
      if (state[StopRule.STATUS] < 0.5) {
        for (int j = 0; j <= p; j++) {
          w[j] -= 2 * of.rule[StopRule.RATE] * half[j];
        }
      }
    }
    return state;
  }

  /** Where rounding decides, at the edge of a bound, an epoch more or less. */
  @Test
  void endAsTheFormulasDo() {
    Random random = new Random(1);
    int[] statuses = new int[3];
    for (int i = 0; i < 400; i++) {
      int p = i % 4 == 0 ? 1 : 2 + random.nextInt(40);
      Descent descent = Descent.of(p, random);
      double[] expected = descent.start.clone();
      double[] plain = plain(descent, expected);
      double[] w = descent.start.clone();
      double[] state = new double[StopRule.STATE_LENGTH];
      GramDescent.run(descent.moments, w, state, descent.rule, false);
      int status = (int) state[StopRule.STATUS];
      statuses[status]++;
      assertThat(status).as("fit %d", i).isEqualTo((int) plain[StopRule.STATUS]);
      assertThat(state[StopRule.EPOCH]).isCloseTo(plain[StopRule.EPOCH], within(1.0));
      assertThat(state[StopRule.CALM]).isCloseTo(plain[StopRule.CALM], within(1.0));
      if (status != StopRule.DIVERGED && state[StopRule.EPOCH] == plain[StopRule.EPOCH]) {
        double size = largest(expected) + 1;
        assertThat(w).containsExactly(expected, within(1e-9 * size));
        assertThat(state[StopRule.LOSS])
            .isCloseTo(plain[StopRule.LOSS], within(1e-9 * size * size));
      }
    }
    assertThat(statuses).as("outcomes").doesNotContain(0);
  }

  private static double largest(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  /** Parameters and state to the bit, whoever is beside them. */
  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "7, false", "40, true", "64, false", "64, true"})
  void manyLinesEndAsEachDoesAlone(int fits, boolean single) {
    Random random = new Random(fits);
    for (int times = 0; times < 10; times++) {
      double[][] moments = new double[fits][];
      double[][] w = new double[fits][];
      double[][] states = new double[fits][StopRule.STATE_LENGTH];
      double[][] rules = new double[fits][];
      double[][] alone = new double[fits][];
      double[][] statesAlone = new double[fits][StopRule.STATE_LENGTH];
      for (int fit = 0; fit < fits; fit++) {
        Descent descent = Descent.of(1, random);
        moments[fit] = descent.moments;
        w[fit] = descent.start.clone();
        rules[fit] = descent.rule;
        alone[fit] = descent.start.clone();
        GramDescent.run(moments[fit], alone[fit], statesAlone[fit], rules[fit], single);
      }
      GramLines.run(moments, w, states, rules, single);
      assertThat(Arrays.deepToString(w)).isEqualTo(Arrays.deepToString(alone));
      assertThat(Arrays.deepToString(states)).isEqualTo(Arrays.deepToString(statesAlone));
    }
  }

  @ParameterizedTest
  @CsvSource({"1e-3, -1e-18, 1e-6", "0, -1e-18, 0", "1, 2, 3"})
  void theLossIsNeverBelowZero(double residual, double variance, double loss) {
    assertThat(GramDescent.loss(residual, variance)).isEqualTo(loss);
    assertThat(GramDescent.loss(residual, Double.NaN)).isNaN();
  }
}
