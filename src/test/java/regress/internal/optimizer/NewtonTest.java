package regress.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.Fit;
import regress.LongForm;
import regress.Regression;
import regress.Seeded;
import regress.data.Dataset;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;

@Tag("device")
class NewtonTest {

  private static Regression newton(String engine) {
    Engine there = Installed.named(engine);
    assumeTrue(there.absence().isEmpty(), () -> there.absence().orElseThrow());
    return Regression.squared().engine(engine).optimizer(Optimizer.NEWTON);
  }

  /**
   * Features of any scale, far from 0 by up to a thousand times their spread, correlated a little.
   */
  private static Dataset random(Random random, int n, int p) {
    double[][] x = new double[p][n];
    double[] y = new double[n];
    for (int j = 0; j < p; j++) {
      double scale = Math.pow(10, random.nextInt(-60, 60));
      double offset = scale * Math.pow(10, random.nextInt(-3, 4));
      for (int i = 0; i < n; i++) {
        x[j][i] = offset + scale * (random.nextGaussian() + (j > 0 ? 0 : 0.5 * i / n));
        y[i] += x[j][i] / scale;
      }
    }
    for (int i = 0; i < n; i++) {
      y[i] += random.nextGaussian();
    }
    return Dataset.of(x, y);
  }

  private static void assertDigits(Fit fit, Dataset data, double error) {
    double[] exact = ExactLeastSquares.solve(data.features(), data.target());
    for (int j = 0; j < exact.length; j++) {
      double value = j == 0 ? fit.intercept() : fit.coefficients()[j - 1];
      assertThat(value)
          .as("coefficient %d of %d x %d", j, data.samples(), data.featureCount())
          .isCloseTo(exact[j], within(error * Math.abs(exact[j]) + Double.MIN_NORMAL));
    }
  }

  @Test
  void theAnswerIsRightToNearlyAllDigits() {
    Seeded.runs(
        60,
        1,
        random -> {
          Dataset data = random(random, random.nextInt(20, 200), random.nextInt(1, 7));
          assertDigits(newton("jvm").fit(data), data, 1e-12);
        });
  }

  @ParameterizedTest
  @CsvSource({"tornado, 1, 1e-12", "tornado, 3, 1e-12"})
  void soItIsOnADevice(String engine, int p, double error) {
    for (int seed = 1; seed <= 3; seed++) {
      Dataset data = random(new Random(seed), 150, p);
      assertDigits(newton(engine).fit(data), data, error);
    }
  }

  /** The data are float64 on the host: the correction mends what float32 moments lack. */
  @ParameterizedTest
  @ValueSource(strings = {"jvm", "tornado"})
  void momentsInFloat32AreCorrected(String engine) {
    for (int seed = 1; seed <= 3; seed++) {
      Dataset data = random(new Random(seed), 150, 3);
      assertDigits(newton(engine).precision(Precision.FLOAT32).fit(data), data, 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "tornado"})
  void manyFitsEndAsEachDoesAlone(String engine) {
    Random random = new Random(5);
    List<Dataset> datasets = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      datasets.add(random(random, 30 + i % 3 * 50, 2));
    }
    List<Fit> fits = newton(engine).fitAll(datasets);
    for (int i = 0; i < fits.size(); i++) {
      assertDigits(fits.get(i), datasets.get(i), 1e-12);
    }
  }

  /** Powers are made of the float64 columns, whatever the device has. */
  @ParameterizedTest
  @CsvSource({
    "jvm, FLOAT64", "jvm, FLOAT32",
    "tornado, FLOAT64", "tornado, FLOAT32"
  })
  void termsHaveAllTheirDigitsOnEveryEngine(String engine, Precision precision) {
    Regression options = newton(engine).precision(precision);
    Decimals filip = Decimals.read("nist/Filip.csv", "y");
    Fit ten = options.fit(filip.rounded().degree(10));
    assertThat(ten.digits().getAsInt()).isGreaterThanOrEqualTo(13);
    assertClaim(ten, filip.with(10, false), true);
    Decimals longley = Decimals.read("nist/Longley.csv", "y");
    Fit products = options.intercept(false).fit(longley.rounded().degree(2));
    assertThat(products.digits().getAsInt()).isGreaterThanOrEqualTo(8);
    assertClaim(products, longley.with(2, false), false);
  }

  private static void assertClaim(Fit fit, Decimals problem, boolean intercept) {
    var exact =
        intercept
            ? ExactLeastSquares.solve(problem.features(), problem.target())
            : ExactLeastSquares.withoutIntercept(problem.features(), problem.target());
    double[] slopes = fit.coefficients();
    int first = intercept ? 1 : 0;
    for (int j = 0; j < slopes.length; j++) {
      assertThat(ExactLeastSquares.digits(slopes[j], exact.coefficients()[first + j]))
          .isGreaterThanOrEqualTo(fit.digits().orElseThrow());
    }
  }

  @Test
  void noEpochRuns() {
    Fit fit = newton("jvm").fit(random(new Random(1), 50, 2));
    assertThat(fit.epochs()).isZero();
    assertThat(fit.attestation().mode()).isEqualTo(Mode.DIRECT);
    assertThat(fit.attestation().optimizer()).isEqualTo(Optimizer.NEWTON);
    assertThat(fit.attestation().tasks()).containsExactly("pairMoments");
  }

  /** Device code is compiled for each number of features. */
  private static IntStream featureCounts() {
    return LongForm.ASKED ? IntStream.of(1, 2, 3, 5, 8, 12) : IntStream.of(2, 5);
  }

  @ParameterizedTest
  @MethodSource("featureCounts")
  void noClaimIsMoreThanIsTrueOnADevice(int p) {
    Regression device = newton("tornado");
    Seeded.runs(
        LongForm.ASKED ? 20 : 5,
        1,
        random -> {
          Decimals problem = RandomDecimals.of(random, p, p + random.nextInt(5, 200));
          Fit fit = device.fit(problem.rounded());
          if (fit.leftOut().isEmpty()) {
            var exact = ExactLeastSquares.solve(problem.features(), problem.target());
            for (int j = 0; j <= p; j++) {
              double value = j == 0 ? fit.intercept() : fit.coefficients()[j - 1];
              assertThat(ExactLeastSquares.digits(value, exact.coefficients()[j]))
                  .isGreaterThanOrEqualTo(fit.digits().orElseThrow());
            }
          }
        });
  }
}
