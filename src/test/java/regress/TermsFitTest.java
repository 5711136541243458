package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Samples;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;

/** Fits of terms, and without an intercept, by every engine and optimizer. */
class TermsFitTest {
  private static final Dataset CARS = Samples.mtcars().dataset("mpg", "wt", "hp");
  private static final Dataset WHOLE = whole();
  private static final Dataset TERMS = WHOLE.degree(2).interactions();

  /** Columns of small integers, of which nothing is rounded. */
  private static Dataset whole() {
    double[] a = IntStream.range(0, 40).mapToDouble(i -> i % 7 - 2).toArray();
    double[] b = IntStream.range(0, 40).mapToDouble(i -> i % 5 + i / 10).toArray();
    double[] y = IntStream.range(0, 40).mapToDouble(i -> a[i] * b[i] + Math.sin(i)).toArray();
    return Dataset.of(List.of("a", "b"), new double[][] {a, b}, "y", y);
  }

  /** The same features as columns of their own. */
  private static Dataset materialised() {
    double[] a = WHOLE.features()[0];
    double[] b = WHOLE.features()[1];
    double[][] columns = {a, b, product(a, a), product(b, b), product(a, b)};
    return Dataset.of(columns, WHOLE.target());
  }

  private static double[] product(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
  }

  private static Stream<Regression> ways() {
    Regression gd = Regression.squared().engine("jvm").optimizer(Optimizer.GD).epochs(50);
    return Stream.of(
        Regression.squared().engine("jvm"),
        Regression.squared().engine("jvm").precision(Precision.FLOAT32),
        Regression.squared().engine("jvm").intercept(false),
        Regression.squared().engine("reference"),
        Regression.squared().engine("reference").intercept(false),
        Regression.huber(2).engine("jvm").epochs(50),
        gd.mode(Mode.STEPWISE),
        gd.mode(Mode.FUSED).precision(Precision.FLOAT32),
        gd.mode(Mode.GRAM),
        gd.standardize(false).learningRate(1e-5));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void termsAreFittedAsColumnsOfTheirValuesAre(Regression options) {
    Fit fit = options.fit(TERMS);
    Fit same = options.fit(materialised());
    assertThat(fit.coefficients()).containsExactly(same.coefficients());
    assertThat(fit.intercept()).isEqualTo(same.intercept());
    assertThat(fit.metrics()).isEqualTo(same.metrics());
    assertThat(fit.features()).containsExactly("a", "b", "a^2", "b^2", "a:b");
  }

  @Tag("device")
  @Test
  void soTheyAreOnADevice() {
    Engine tornado = Installed.named("tornado");
    assumeTrue(tornado.absence().isEmpty(), () -> tornado.absence().orElseThrow());
    ways()
        .filter(options -> options.engine().equals("jvm"))
        .skip(LongForm.ASKED ? 0 : 2) // Each way that descends compiles kernels.
        .limit(LongForm.ASKED ? 9 : 1)
        .map(options -> options.engine("tornado"))
        .forEach(this::termsAreFittedAsColumnsOfTheirValuesAre);
  }

  @Test
  void aModelPredictsFromItsColumns() {
    Fit fit = Regression.squared().engine("jvm").fit(TERMS);
    double[] all = fit.predict(WHOLE);
    assertThat(fit.predict(TERMS)).containsExactly(all);
    for (int i = 0; i < all.length; i++) {
      double a = WHOLE.features()[0][i];
      double b = WHOLE.features()[1][i];
      assertThat(fit.predict(a, b)).isEqualTo(all[i]);
      double sum =
          fit.intercept()
              + fit.coefficient("a") * a
              + fit.coefficient("b") * b
              + fit.coefficient("a^2") * a * a
              + fit.coefficient("b^2") * b * b
              + fit.coefficient("a:b") * a * b;
      assertThat(all[i]).isCloseTo(sum, within(1e-12));
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit.predict(1, 2, 1, 4, 2))
        .withMessage("The row has 5 values and the model 2 columns. Give one value a column.");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit.predict(CARS))
        .withMessageContaining("no column 'a'");
  }

  /** One pass over all rows and windows of them are the same to an accuracy that is claimed. */
  @Test
  void manyDatasetsOfTermsAreFittedAtOnce() {
    Regression options = Regression.squared().engine("jvm");
    List<Dataset> both = List.of(TERMS, CARS.degree(2).interactions());
    List<Fit> fits = options.fitAll(both);
    for (int i = 0; i < both.size(); i++) {
      assertThat(fits.get(i).coefficients())
          .containsExactly(options.fit(both.get(i)).coefficients());
    }
  }

  @Test
  void theSquareOfADummyIsLeftOutAndNamed() {
    Fit fit =
        Regression.squared()
            .engine("jvm")
            .fit(Samples.mtcars().dataset("mpg", "am", "wt").degree(2));
    assertThat(fit.leftOut())
        .extracting(LeftOut::sentence)
        .containsExactly("Feature 'am^2' was left out, since am^2 = 1 am to within rounding.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "reference"})
  void withoutAnInterceptThereIsNone(String engine) {
    Fit fit = Regression.squared().engine(engine).intercept(false).fit(CARS);
    assertThat(fit.hasIntercept()).isFalse();
    assertThat(fit.intercept()).isZero();
    assertThat(fit.predict(0, 0)).isZero();
    double residuals = 0;
    for (int i = 0; i < CARS.samples(); i++) {
      double wt = CARS.features()[0][i];
      double hp = CARS.features()[1][i];
      double residual = CARS.target()[i] - fit.predict(wt, hp);
      residuals += residual * residual;
    }
    assertThat(fit.metrics().loss()).isCloseTo(residuals / 32, within(1e-12));
    double squares = product(CARS.target(), CARS.target())[0];
    for (int i = 1; i < CARS.samples(); i++) {
      squares += CARS.target()[i] * CARS.target()[i];
    }
    assertThat(fit.metrics().r2()).isCloseTo(1 - residuals / squares, within(1e-12));
    fit.inference()
        .ifPresent(
            inference -> {
              assertThat(inference.coefficients()).hasSize(2);
              assertThatExceptionOfType(DataException.class).isThrownBy(inference::intercept);
            });
  }

  @Test
  void aConstantColumnIsAnInterceptOfItsOwn() {
    double[] ones = IntStream.range(0, 32).mapToDouble(i -> 0.3).toArray();
    double[][] x = {ones, CARS.features()[0], CARS.features()[1]};
    Fit fit = Regression.squared().engine("jvm").intercept(false).fit(Dataset.of(x, CARS.target()));
    Fit usual = Regression.squared().engine("jvm").fit(CARS);
    assertThat(fit.leftOut()).isEmpty();
    assertThat(0.3 * fit.coefficients()[0]).isCloseTo(usual.intercept(), within(1e-13));
    assertThat(fit.digits().getAsInt()).isBetween(13, 15);
  }

  @Test
  void gradientDescentRefusesToLeaveTheInterceptOut() {
    Regression none = Regression.squared().intercept(false);
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> none.epochs(5))
        .withMessageContaining("intercept has no effect with optimizer gd")
        .withMessageContaining("one of its options is given");
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> Regression.huber(2).intercept(false))
        .withMessageContaining("the loss has no closed form");
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> none.optimizer(Optimizer.GD))
        .matches(e -> e.option() == Option.INTERCEPT);
  }
}
