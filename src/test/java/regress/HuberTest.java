package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.Dataset;
import regress.engine.EngineException;
import regress.engine.Mode;
import regress.engine.Precision;

/** Huber's loss as a user meets it. */
class HuberTest {
  private static final double[] X = new Random(1).doubles(200, -2, 2).toArray();

  /** y = 3 x + 1, a little noise, and every tenth row far off, always in the same direction. */
  private static Dataset wild() {
    Random random = new Random(2);
    double[] y =
        IntStream.range(0, X.length)
            .mapToDouble(i -> 3 * X[i] + 1 + 0.1 * random.nextGaussian() + (i % 10 == 0 ? 50 : 0))
            .toArray();
    return Dataset.of(new double[][] {X}, y);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 1e-3", "FLOAT64, 1e-7"})
  void wildRowsHardlyMoveTheLine(Precision precision, double eps) {
    Fit fit = Regression.huber(0.3).engine("jvm").precision(precision).fit(wild());
    assertThat(fit.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(fit.intercept()).isCloseTo(1, within(0.1));
    assertThat(fit.coefficient("x")).isCloseTo(3, within(0.1));
    double[] slopes = slopes(fit, 0.3);
    assertThat(slopes).containsExactly(new double[2], within(eps * X.length));
  }

  /** What is 0 at the optimum: sums of clipped residuals, and of these times x. */
  private static double[] slopes(Fit fit, double delta) {
    double[] y = wild().target();
    double[] slopes = new double[2];
    for (int i = 0; i < y.length; i++) {
      double slope = Math.clamp(fit.predict(X[i]) - y[i], -delta, delta);
      slopes[0] += slope;
      slopes[1] += slope * X[i];
    }
    return slopes;
  }

  @Test
  void theMetricIsTheLoss() {
    Fit fit = Regression.huber(0.3).engine("jvm").fit(wild());
    double[] y = wild().target();
    double values = 0;
    double squares = 0;
    for (int i = 0; i < y.length; i++) {
      double r = Math.abs(fit.predict(X[i]) - y[i]);
      values += r < 0.3 ? r * r : 0.6 * r - 0.09;
      squares += r * r;
    }
    assertThat(fit.metrics().loss()).isCloseTo(values / y.length, within(1e-12));
    assertThat(fit.metrics().rmse()).isCloseTo(Math.sqrt(squares / y.length), within(1e-12));
    assertThat(fit.loss()).hasToString("huber, delta 0.3");
  }

  @Test
  void aWideDeltaIsLeastSquares() {
    Regression stepping = Regression.squared().engine("jvm").mode(Mode.FUSED);
    Regression wide = Regression.huber(1e6).engine("jvm").mode(Mode.FUSED);
    assertThat(wide.fit(wild()).coefficients())
        .containsExactly(stepping.fit(wild()).coefficients(), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aDeltaMustBeFiniteAndAboveZero(double delta) {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Regression.huber(delta))
        .withMessage("Huber's delta is a finite number above 0, not " + delta + ". Choose another.")
        .matches(EngineException::isChoice);
  }
}
