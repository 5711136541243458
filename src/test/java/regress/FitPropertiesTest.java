package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
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

    static Table random(int n, int p, long seed) {
      Random random = new Random(seed);
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
      return CONVERGING.fit(Dataset.of(features, target));
    }
  }

  @Property(tries = 30)
  void orderOfRowsDoesNotMatter(
      @ForAll @IntRange(min = 30, max = 700) int n,
      @ForAll @IntRange(min = 1, max = 4) int p,
      @ForAll long seed) {
    Table table = Table.random(n, p, seed);
    List<Integer> order = IntStream.range(0, n).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(seed));
    assertSame(table.rows(order).fit(), table.fit());
  }

  @Property(tries = 30)
  void everyRowTwiceIsTheSameFit(@ForAll @IntRange(min = 30, max = 700) int n, @ForAll long seed) {
    Table table = Table.random(n, 2, seed);
    List<Integer> twice = IntStream.range(0, 2 * n).mapToObj(i -> i % n).toList();
    assertSame(table.rows(twice).fit(), table.fit());
  }

  @Property(tries = 30)
  void scalingAFeatureScalesItsCoefficient(
      @ForAll @IntRange(min = 30, max = 700) int n,
      @ForAll @DoubleRange(min = 1e-3, max = 1e3) @Scale(3) double factor,
      @ForAll long seed) {
    Table table = Table.random(n, 2, seed);
    Fit before = table.fit();
    double[] scaled = Arrays.stream(table.features()[0]).map(x -> factor * x).toArray();
    Fit after = new Table(new double[][] {scaled, table.features()[1]}, table.target()).fit();
    assertThat(after.coefficients()[0] * factor).isCloseTo(before.coefficients()[0], within(CLOSE));
    assertThat(after.coefficients()[1]).isCloseTo(before.coefficients()[1], within(CLOSE));
    assertThat(after.intercept()).isCloseTo(before.intercept(), within(CLOSE));
  }

  @Property(tries = 30)
  void shiftingTheTargetShiftsTheInterceptAlone(
      @ForAll @IntRange(min = 30, max = 300) int n,
      @ForAll @DoubleRange(min = -100, max = 100) double shift,
      @ForAll long seed) {
    Table table = Table.random(n, 2, seed);
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
