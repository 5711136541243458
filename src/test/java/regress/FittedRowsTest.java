package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.data.DataException;
import regress.data.Dataset;
import regress.engine.Errors;
import regress.engine.Optimizer;
import regress.engine.Precision;
import regress.internal.optimizer.ExactLeastSquares;

/** What each row is to a fit, beside what statsmodels says and what exact numbers are. */
class FittedRowsTest {
  private static final Regression JVM = Regression.squared().engine("jvm");

  private static List<FittedRow> rows(Regression options, Dataset data) {
    List<FittedRow> rows = new ArrayList<>();
    options.fit(data).rows(data, rows::add);
    return rows;
  }

  private static List<Double> column(List<FittedRow> rows, ToDoubleFunction<FittedRow> part) {
    return rows.stream().mapToDouble(part).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "mtcars-two, FLOAT64, CLASSIC",
    "mtcars-all, FLOAT64, HC3",
    "Longley, FLOAT64, CLASSIC",
    "Longley, FLOAT32, CLASSIC"
  })
  void statsmodelsSaysTheSame(String set, Precision precision, Errors errors) throws IOException {
    var expected = RobustErrorsTest.expected(set, "rows");
    Regression options = JVM.precision(precision).errors(errors);
    List<FittedRow> rows = rows(options, InferenceTest.dataset(set));
    InferenceTest.assertSame(expected, "target", 0, column(rows, FittedRow::target));
    InferenceTest.assertSame(expected, "fitted", 1e-12, column(rows, FittedRow::fitted));
    InferenceTest.assertSame(expected, "residual", 1e-10, column(rows, FittedRow::residual));
    InferenceTest.assertSame(expected, "leverage", 1e-10, column(rows, FittedRow::leverage));
    InferenceTest.assertSame(
        expected, "standardized", 1e-10, column(rows, FittedRow::standardized));
    InferenceTest.assertSame(expected, "cook", 1e-10, column(rows, FittedRow::cook));
  }

  /** Beside a target of a thousand million, y - X b in float64 would leave 6 digits. */
  @Test
  void residualsLoseNoDigits() {
    Random random = new Random(3);
    int n = 40;
    double[][] x = {new double[n], new double[n]};
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[0][i] = 1e7 + random.nextGaussian();
      x[1][i] = random.nextGaussian();
      y[i] = 1e9 + 3 * x[0][i] - x[1][i] + 1e-3 * random.nextGaussian();
    }
    BigDecimal[][] columns =
        Arrays.stream(x).map(FittedRowsTest::exact).toArray(BigDecimal[][]::new);
    BigDecimal[] target = exact(y);
    BigDecimal[] b = ExactLeastSquares.solve(columns, target).coefficients();
    List<FittedRow> rows = rows(JVM, Dataset.of(x, y));
    for (int i = 0; i < n; i++) {
      BigDecimal fitted = b[0].add(b[1].multiply(columns[0][i])).add(b[2].multiply(columns[1][i]));
      double residual = target[i].subtract(fitted).doubleValue();
      assertThat(rows.get(i).residual()).isCloseTo(residual, within(2 * Math.ulp(residual)));
      assertThat(rows.get(i).fitted()).isEqualTo(fitted.doubleValue());
    }
  }

  private static BigDecimal[] exact(double[] values) {
    return DoubleStream.of(values).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  /** Leverages are those of what the columns span: here, to six digits, the same column twice. */
  @Test
  void leveragesOfNearlyCollinearColumnsLoseNoDigits() {
    Random random = new Random(4);
    int n = 50;
    double[] a = new double[n];
    double[] b = new double[n];
    double[] near = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = random.nextInt(1000);
      b[i] = random.nextInt(1000);
      near[i] = a[i] + 0x1p-20 * b[i];
      y[i] = random.nextGaussian();
    }
    List<FittedRow> expected = rows(JVM, Dataset.of(new double[][] {a, b}, y));
    List<FittedRow> rows = rows(JVM, Dataset.of(new double[][] {a, near}, y));
    for (int i = 0; i < n; i++) {
      double h = expected.get(i).leverage();
      assertThat(rows.get(i).leverage()).isCloseTo(h, within(1e-14 * h));
    }
  }

  /** So many times the same rows: leverages are so many times smaller. */
  @Test
  void windowsFollowEachOther() throws IOException {
    Dataset cars = InferenceTest.dataset("mtcars-all");
    int times = 300;
    List<FittedRow> once = rows(JVM, cars);
    List<FittedRow> rows = rows(JVM, RobustErrorsTest.repeated(cars, times));
    assertThat(rows).hasSize(32 * times);
    for (int i = 0; i < rows.size(); i++) {
      FittedRow one = once.get(i % 32);
      double h = one.leverage() / times;
      assertThat(rows.get(i).target()).isEqualTo(one.target());
      assertThat(rows.get(i).residual())
          .isCloseTo(one.residual(), within(1e-14 * Math.abs(one.residual())));
      assertThat(rows.get(i).leverage()).isCloseTo(h, within(1e-13 * h));
    }
  }

  @Test
  void whereThereIsNoSuchNumberIsNone() {
    double[] x = {0.1, 0.2, 0.3, 0.4, 0.5, 0.7};
    double[][] features = {x, {0, 0, 0, 1, 0, 0}, {0, 0, 0, 2, 0, 0}};
    List<FittedRow> rows = rows(JVM, Dataset.of(features, new double[] {1, 3, 2, 9, 4, 4}));
    FittedRow alone = rows.get(3);
    assertThat(alone.leverage()).isCloseTo(1, within(1e-15));
    assertThat(alone.residual()).isCloseTo(0, within(1e-15));
    assertThat(alone.standardized()).isNaN();
    assertThat(alone.cook()).isNaN();
    assertThat(rows.get(0).cook()).isPositive();
    double sum = rows.stream().mapToDouble(FittedRow::leverage).sum();
    assertThat(sum).isCloseTo(3, within(1e-14)); // The third feature is left out.
    List<FittedRow> exact =
        rows(JVM, Dataset.of(new double[][] {{0, 1, 5}}, new double[] {1, 3, 11}));
    assertThat(column(exact, FittedRow::residual)).containsOnly(0.0);
    assertThat(column(exact, FittedRow::standardized)).containsOnly(Double.NaN);
  }

  @Test
  void otherDataAndOtherFitsAreRefused() throws IOException {
    Dataset cars = InferenceTest.dataset("mtcars-two");
    Fit fit = JVM.fit(cars);
    double[] target = cars.target().clone();
    target[31] *= 1 + 1e-12;
    Dataset other = Dataset.of(cars.featureNames(), cars.features(), "mpg", target);
    for (Dataset data : List.of(other, InferenceTest.dataset("mtcars-all"))) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> fit.rows(data, row -> {}))
          .withMessageStartingWith("These are not the data that were fitted.");
    }
    Fit descended = JVM.optimizer(Optimizer.GD).fit(cars);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> descended.rows(cars, row -> {}))
        .withMessage(
            "A leverage needs what optimizer newton solves, and this is no such fit. Let newton fit.");
  }
}
