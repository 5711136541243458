package regress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import regress.data.Dataset;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;

/** A descent is said to have converged where it has, and nowhere else. */
class ShortfallTest {
  private static final Regression DESCENT =
      Regression.squared().engine("jvm").optimizer(Optimizer.GD);

  /** A line far from 0, with a second feature that is nearly the first. */
  private static Dataset hard(Random random) {
    int n = 20 + random.nextInt(100);
    double nearness = Math.pow(10, -3 * random.nextDouble());
    double offset = Math.pow(10, 7 * random.nextDouble()) - 1;
    double[][] x = new double[2][n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[0][i] = random.nextGaussian();
      x[1][i] = x[0][i] + nearness * random.nextGaussian();
      y[i] = offset + x[0][i] - 2 * x[1][i] + random.nextGaussian();
    }
    return Dataset.of(x, y);
  }

  @ParameterizedTest
  @EnumSource
  void convergedMeansNearTheAnswerInEveryCoefficient(Precision precision) {
    int[] ends = new int[Outcome.values().length];
    Seeded.runs(
        60,
        7,
        random -> {
          Dataset data = hard(random);
          double tolerance = Math.pow(10, -2 - 10 * random.nextDouble());
          Fit fit = DESCENT.precision(precision).tolerance(tolerance).epochs(30_000).fit(data);
          Inference answer = Regression.squared().engine("jvm").fit(data).inference().orElseThrow();
          double far = Math.abs(fit.intercept() - answer.intercept().estimate());
          double most = far / answer.intercept().standardError();
          for (String feature : fit.features()) {
            Coefficient one = answer.coefficient(feature);
            double error = Math.abs(fit.coefficient(feature) - one.estimate());
            most = Math.max(most, error / one.standardError());
          }
          ends[fit.outcome().ordinal()]++;
          assertThat(fit.shortfall().isPresent()).isEqualTo(fit.outcome() == Outcome.STOPPED_SHORT);
          if (fit.outcome() == Outcome.CONVERGED) {
            assertThat(most).isLessThan(0.011);
          } else {
            assertThat(most > 0.009 || fit.shortfall().orElseThrow().digits() < 4).isTrue();
          }
        });
    assertThat(ends[Outcome.CONVERGED.ordinal()]).isPositive();
    assertThat(ends[Outcome.STOPPED_SHORT.ordinal()]).isPositive();
  }

  @Test
  void whoAsksForAllEpochsIsToldHowFarTheyCameWhereHeAsks() {
    Dataset data = hard(new Random(1));
    Fit fit = DESCENT.mode(Mode.GRAM).tolerance(0).epochs(20).fit(data);
    assertThat(fit.outcome()).isEqualTo(Outcome.EPOCH_LIMIT);
    assertThat(fit.shortfall()).isEmpty();
    Fit judged = fit.judged(data);
    assertThat(judged.outcome()).isEqualTo(Outcome.STOPPED_SHORT);
    assertThat(judged.shortfall()).isPresent();
    assertThat(judged.coefficients()).containsExactly(fit.coefficients());
  }
}
