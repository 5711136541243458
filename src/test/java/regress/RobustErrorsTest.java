package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import regress.data.Dataset;
import regress.engine.EngineException;
import regress.engine.Errors;
import regress.engine.Optimizer;
import regress.engine.Precision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Errors for residuals whose variance differs from row to row, beside what statsmodels says. */
class RobustErrorsTest {
  private static final Regression JVM = Regression.squared().engine("jvm");

  static JsonNode expected(String set, String part) throws IOException {
    try (InputStream in = InferenceTest.resource("statsmodels/robust.json")) {
      return JsonMapper.shared().readTree(in).get(set).get(part);
    }
  }

  private static List<Double> standardErrors(Fit fit) {
    return fit.inference().orElseThrow().coefficients().stream()
        .map(Coefficient::standardError)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "mtcars-two, HC0", "mtcars-two, HC1", "mtcars-two, HC2", "mtcars-two, HC3",
    "mtcars-all, HC0", "mtcars-all, HC1", "mtcars-all, HC2", "mtcars-all, HC3",
    "Longley, HC0", "Longley, HC1", "Longley, HC2", "Longley, HC3"
  })
  void statsmodelsSaysTheSame(String set, Errors errors) throws IOException {
    JsonNode expected = expected(set, errors.name());
    Dataset data = InferenceTest.dataset(set);
    Fit fit = JVM.errors(errors).fit(data);
    Inference inference = fit.inference().orElseThrow();
    List<Coefficient> all = inference.coefficients();
    InferenceTest.assertSame(expected, "standardErrors", 1e-10, standardErrors(fit));
    InferenceTest.assertSame(expected, "t", 1e-10, all.stream().map(Coefficient::t).toList());
    InferenceTest.assertSame(expected, "p", 1e-9, all.stream().map(Coefficient::p).toList());
    Map.of(
            "f", inference.f(),
            "covarianceOfFirstTwo", inference.covariance("(intercept)", all.get(1).name()))
        .forEach((name, value) -> InferenceTest.assertSame(expected, name, 1e-10, List.of(value)));
    InferenceTest.assertSame(expected, "fP", 1e-9, List.of(inference.fP()));
    assertThat(inference.errors()).isEqualTo(errors);
    assertThat(inference.digits()).isZero();
    assertThat(fit.coefficients()).containsExactly(JVM.fit(data).coefficients());
  }

  /** m times the same rows: HC0's variances are m times smaller, and blocks of rows add up. */
  @Test
  void manyBlocksOfRowsAddUp() throws IOException {
    Dataset cars = InferenceTest.dataset("mtcars-two");
    int times = 300;
    Fit fit = JVM.errors(Errors.HC0).fit(repeated(cars, times));
    List<Double> once = standardErrors(JVM.errors(Errors.HC0).fit(cars));
    List<Double> many = standardErrors(fit);
    for (int j = 0; j < once.size(); j++) {
      double error = once.get(j) / Math.sqrt(times);
      assertThat(many.get(j)).isCloseTo(error, within(1e-13 * error));
    }
  }

  static Dataset repeated(Dataset data, int times) {
    double[][] features =
        Arrays.stream(data.features()).map(x -> repeated(x, times)).toArray(double[][]::new);
    return Dataset.of(
        data.featureNames(), features, data.targetName(), repeated(data.target(), times));
  }

  private static double[] repeated(double[] values, int times) {
    return IntStream.range(0, values.length * times)
        .mapToDouble(i -> values[i % values.length])
        .toArray();
  }

  /** Leverages from moments in float32 would have 3 digits of Longley's. */
  @Test
  void whatTookTheMomentsDoesNotMatter() throws IOException {
    JsonNode expected = expected("Longley", "HC3");
    Fit fit =
        JVM.precision(Precision.FLOAT32).errors(Errors.HC3).fit(InferenceTest.dataset("Longley"));
    InferenceTest.assertSame(expected, "standardErrors", 1e-10, standardErrors(fit));
  }

  @Test
  void manyFitsHaveThemToo() throws IOException {
    Dataset cars = InferenceTest.dataset("mtcars-two");
    List<Fit> fits = JVM.errors(Errors.HC2).fitAll(List.of(cars, repeated(cars, 2)));
    assertThat(standardErrors(fits.getFirst()))
        .isEqualTo(standardErrors(JVM.errors(Errors.HC2).fit(cars)));
  }

  /** A dummy of one row: its residual is 0 and its leverage 1. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLASSIC")
  void aRowThatOneCoefficientSaysIsNamed(Errors errors) {
    double[] x = {0.1, 0.2, 0.3, 0.4, 0.5, 0.7};
    double[] one = {0, 0, 0, 1, 0, 0};
    double[] y = {1, 3, 2, 9, 4, 4};
    Fit fit = JVM.errors(errors).fit(Dataset.of(new double[][] {x, one}, y));
    if (errors == Errors.HC0 || errors == Errors.HC1) {
      assertThat(standardErrors(fit)).allMatch(error -> error >= 0 && error < 10);
    } else {
      assertThat(fit.inference()).isEmpty();
      assertThat(fit.accuracy().orElseThrow().withoutErrors())
          .hasValue(
              "one coefficient alone says row 4 (leverage 1), which leaves %s 0 / 0"
                  .formatted(errors.toString().toLowerCase(Locale.ROOT)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void exactFitsHaveNone(Errors errors) {
    double[][] x = {{0, 1, 2, 5}};
    Fit exact = JVM.errors(errors).fit(Dataset.of(x, new double[] {1, 3, 5, 11}));
    assertThat(exact.accuracy().orElseThrow().withoutErrors()).hasValue("exact fit");
    double[][] full = {{1, 2, 4}, {3, 1, 1}};
    Fit none = JVM.errors(errors).fit(Dataset.of(full, new double[] {5.3, 7.1, 1.7}));
    assertThat(none.inference()).isEmpty();
  }

  @Test
  void newtonAloneHasThem() throws IOException {
    Dataset cars = InferenceTest.dataset("mtcars-two");
    Regression robust = JVM.errors(Errors.HC1);
    assertThat(robust.fit(cars).attestation().tasks())
        .containsExactly("pairMoments", "pairLeverages");
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> robust.epochs(10))
        .withMessage(
            "epochs has no effect with optimizer newton, which has no epochs. Leave it out.");
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> robust.optimizer(Optimizer.GD))
        .withMessage(
            "errors has no effect with optimizer gd, which has no standard errors. Leave it out.");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Regression.huber(1).engine("jvm").errors(Errors.HC1).fit(cars))
        .withMessageContaining("squared loss");
  }
}
