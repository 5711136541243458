package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.DataException;
import regress.data.Dataset;
import regress.engine.Optimizer;

/** An independent solution beside fits that are right, and beside some that are not. */
public class VerificationTest {
  private static final Regression JVM = Regression.squared().engine("jvm");

  /** Another coefficient of the first feature, as a defect might leave it. */
  public static Fit tampered(Fit fit, double factor) {
    double[] coefficients = fit.coefficients();
    coefficients[0] *= factor;
    return new Fit(
        fit.loss(),
        fit.target(),
        fit.terms(),
        fit.rows(),
        fit.hasIntercept(),
        fit.intercept(),
        coefficients,
        fit.outcome(),
        fit.epochs(),
        fit.lossHistory(),
        fit.metrics(),
        fit.attestation(),
        fit.accuracy(),
        fit.inference(),
        fit.missing(),
        fit.shortfall());
  }

  @ParameterizedTest
  @CsvSource({"mtcars-two, 12", "mtcars-all, 9", "Norris, 10", "Longley, 8", "Wampler5, 3"})
  void itAgreesWithWhatIsRight(String set, int possible) throws IOException {
    Dataset data = InferenceTest.dataset(set);
    Verification found = JVM.fit(data).verify(data);
    assertThat(found.contradicted()).isEmpty();
    assertThat(found.possible()).isGreaterThanOrEqualTo(possible);
    assertThat(found.digits()).isGreaterThanOrEqualTo(found.possible());
    assertThat(found.standardErrors().getAsDouble()).isLessThan(1e-8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mtcars-two", "Longley"})
  void itContradictsWhatIsWrongByMoreThanItself(String set) throws IOException {
    Dataset data = InferenceTest.dataset(set);
    Fit fit = JVM.fit(data);
    int possible = fit.verify(data).possible();
    Verification found = tampered(fit, 1 + 3 * Math.pow(10, 1 - possible)).verify(data);
    assertThat(found.contradicted()).containsExactly(fit.features().getFirst());
    assertThat(found.digits()).isEqualTo(possible - 2);
    Coefficient first = fit.inference().orElseThrow().coefficients().get(1);
    double far = 3 * Math.abs(first.t()) * Math.pow(10, 1 - possible);
    assertThat(found.standardErrors().getAsDouble()).isCloseTo(far, within(1e-2 * far));
    assertThat(tampered(fit, 1 + 1e-15).verify(data).contradicted()).isEmpty();
  }

  /** Columns of many kinds: far from 0, nearly collinear, of wild scales. */
  @Test
  void whatItSaysOfItselfIsNeverTooMuch() {
    Seeded.runs(
        150,
        1,
        random -> {
          Dataset data = random(random, random.nextInt(8, 600), random.nextInt(1, 6));
          Verification found = JVM.optimizer(Optimizer.NEWTON).fit(data).verify(data);
          assertThat(found.contradicted()).isEmpty();
          assertThat(found.digits()).isGreaterThanOrEqualTo(found.possible());
        });
  }

  private static Dataset random(Random random, int n, int p) {
    double[][] x = new double[p][n];
    double[] y = new double[n];
    double noise = Math.pow(10, random.nextInt(-4, 4));
    for (int j = 0; j < p; j++) {
      int like = random.nextInt(p);
      double offset = random.nextInt(3) == 0 ? Math.pow(10, random.nextInt(7)) : 0;
      double scale = Math.pow(10, random.nextInt(-40, 40));
      for (int i = 0; i < n; i++) {
        double own = offset + random.nextGaussian();
        x[j][i] = (like < j ? x[like][i] + own * 1e-3 * Math.abs(x[like][0]) : own * scale);
        y[i] += (x[j][i] / Math.abs(x[j][0])) + noise * random.nextGaussian();
      }
    }
    return Dataset.of(x, y);
  }

  @Test
  void whereItsOwnNumbersOverflowItProvesNothing() {
    for (double scale : new double[] {1e200, 1e-200}) {
      double[] x = Arrays.stream(new double[] {1, 2, 4, 7}).map(v -> v * scale).toArray();
      Dataset data = Dataset.of(new double[][] {x}, new double[] {1, 3, 2, 5});
      Verification found = JVM.fit(data).verify(data);
      assertThat(found.contradicted()).isEmpty();
      assertThat(found.possible()).isZero();
    }
  }

  @Test
  void columnsThatAreLeftOutAreLeftOutThereToo() {
    double[] a = {1, 2, 4, 7, 3};
    double[] b = {3, 1, 1, 2, 8};
    double[] sum = {4, 3, 5, 9, 11};
    Dataset data = Dataset.of(new double[][] {a, sum, b}, new double[] {1, 3, 2, 5, 4});
    Fit fit = JVM.fit(data);
    assertThat(fit.leftOut()).hasSize(1);
    assertThat(fit.verify(data).contradicted()).isEmpty();
    assertThat(fit.verify(data).digits()).isGreaterThan(12);
  }

  /** A mean; and as many coefficients as rows, which Commons Math refuses. */
  @Test
  void theSmallestFitsAreVerifiedToo() {
    Dataset mean = Dataset.of(new double[][] {{7, 7, 7}}, new double[] {1, 3, 4});
    assertThat(JVM.fit(mean).verify(mean).digits()).isEqualTo(15);
    Dataset full = Dataset.of(new double[][] {{1, 2}}, new double[] {1, 4});
    assertThat(JVM.fit(full).verify(full).contradicted()).isEmpty();
    assertThat(JVM.fit(full).verify(full).digits()).isZero();
  }

  @Test
  void anExactFitHasNoStandardErrorsToCountIn() {
    Dataset data = Dataset.of(new double[][] {{1, 2, 4}}, new double[] {3, 5, 9});
    Verification found = JVM.fit(data).verify(data);
    assertThat(found.standardErrors()).isEmpty();
    assertThat(found.contradicted()).isEmpty();
    Fit descended = JVM.optimizer(Optimizer.GD).fit(data);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> descended.verify(data))
        .withMessageContaining("optimizer newton");
    assertThat(tampered(JVM.fit(data), 2).verify(data).contradicted()).isEqualTo(List.of("x"));
  }
}
