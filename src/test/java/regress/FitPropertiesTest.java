package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import regress.data.Dataset;

/** What must hold of a fit whatever the data. */
class FitPropertiesTest {
  private static final Regression CONVERGING =
      Regression.squared().engine("jvm").tolerance(1e-11).epochs(200_000);

  /**
   * What is left of 1e-11 on the gradient after the worst conditioning of these random tables, with
   * room to spare.
   */
  private static final double CLOSE = 1e-7;

  private record Table(double[][] features, double[] target) {

    /** Of 30 to 700 rows. */
    static Table random(Random random, int p) {
      int n = 30 + random.nextInt(671);
      double[][] features = new double[p][n];
      double[] target = new double[n];
      for (int i = 0; i < n; i++) {
        target[i] = random.nextGaussian();
        for (int j = 0; j < p; j++) {
          features[j][i] = random.nextGaussian();
          target[i] += features[j][i];
        }
      }
      return new Table(features, target);
    }

    Table rows(List<Integer> order) {
      return new Table(
          Arrays.stream(features).map(column -> pick(column, order)).toArray(double[][]::new),
          pick(target, order));
    }

    private static double[] pick(double[] column, List<Integer> order) {
      return order.stream().mapToDouble(i -> column[i]).toArray();
    }

    Fit fit() {
      return fit(CONVERGING);
    }

    Fit fit(Regression regression) {
      return regression.fit(Dataset.of(features, target));
    }
  }

  @Test
  void orderOfRowsDoesNotMatter() {
    Seeded.runs(30, 100, FitPropertiesTest::orderOfRowsDoesNotMatter);
  }

  private static void orderOfRowsDoesNotMatter(Random random) {
    Table table = Table.random(random, 1 + random.nextInt(4));
    List<Integer> order =
        IntStream.range(0, table.target().length).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random);
    assertSame(table.rows(order).fit(), table.fit());
  }

  @Test
  void everyRowTwiceIsTheSameFit() {
    Seeded.runs(30, 200, FitPropertiesTest::everyRowTwiceIsTheSameFit);
  }

  private static void everyRowTwiceIsTheSameFit(Random random) {
    Table table = Table.random(random, 2);
    int n = table.target().length;
    List<Integer> twice = IntStream.range(0, 2 * n).mapToObj(i -> i % n).toList();
    assertSame(table.rows(twice).fit(), table.fit());
  }

  @Test
  void scalingAFeatureScalesItsCoefficient() {
    Seeded.runs(30, 300, FitPropertiesTest::scalingAFeatureScalesItsCoefficient);
  }

  /** Without standardising, a descent slows down with the square of the factor. */
  private static void scalingAFeatureScalesItsCoefficient(Random random) {
    Table table = Table.random(random, 2);
    boolean standardize = random.nextBoolean();
    Regression regression = CONVERGING.standardize(standardize);
    double factor = Math.pow(standardize ? 1000 : 2, 2 * random.nextDouble() - 1);
    Fit before = table.fit(regression);
    double[] scaled = Arrays.stream(table.features()[0]).map(x -> factor * x).toArray();
    Fit after =
        new Table(new double[][] {scaled, table.features()[1]}, table.target()).fit(regression);
    assertThat(after.coefficients()[0] * factor).isCloseTo(before.coefficients()[0], within(CLOSE));
    assertThat(after.coefficients()[1]).isCloseTo(before.coefficients()[1], within(CLOSE));
    assertThat(after.intercept()).isCloseTo(before.intercept(), within(CLOSE));
  }

  @Test
  void shiftingTheTargetShiftsTheInterceptAlone() {
    Seeded.runs(30, 400, FitPropertiesTest::shiftingTheTargetShiftsTheInterceptAlone);
  }

  private static void shiftingTheTargetShiftsTheInterceptAlone(Random random) {
    Table table = Table.random(random, 2);
    double shift = 200 * random.nextDouble() - 100;
    Fit before = table.fit();
    double[] shifted = Arrays.stream(table.target()).map(y -> y + shift).toArray();
    Fit after = new Table(table.features(), shifted).fit();
    assertThat(after.intercept()).isCloseTo(before.intercept() + shift, within(CLOSE));
    assertThat(after.coefficients()).containsExactly(before.coefficients(), within(CLOSE));
  }

  private static void assertSame(Fit actual, Fit expected) {
    assertThat(actual.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(actual.intercept()).isCloseTo(expected.intercept(), within(CLOSE));
    assertThat(actual.coefficients()).containsExactly(expected.coefficients(), within(CLOSE));
    assertThat(actual.metrics().loss()).isCloseTo(expected.metrics().loss(), within(CLOSE));
  }
}
