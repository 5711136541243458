package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.CsvFormat;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Samples;
import regress.data.Table;
import regress.data.TableReader;
import regress.engine.Optimizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Standard errors and what follows from them, beside what statsmodels says. */
class InferenceTest {
  private static final Regression NEWTON =
      Regression.squared().engine("jvm").optimizer(Optimizer.NEWTON);

  static InputStream resource(String name) {
    return InferenceTest.class.getResourceAsStream("/regress/" + name);
  }

  private static Table table(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return TableReader.read(in, name, CsvFormat.detected());
    }
  }

  private static Fit fit(String set) throws IOException {
    return NEWTON.intercept(!set.endsWith("-none")).fit(dataset(set));
  }

  static Dataset dataset(String set) throws IOException {
    String name = set.replaceFirst("-.*", "");
    return switch (set) {
      case "mtcars-two", "mtcars-none" -> Samples.mtcars().dataset("mpg", "wt", "hp");
      case "mtcars-all" -> Samples.mtcars().dataset("mpg");
      case "stackloss", "stackloss-none" ->
          table("statsmodels/" + name + ".csv").dataset("stackloss");
      case "stackloss-interactions" -> dataset(name).interactions();
      case "statecrime" ->
          table("statsmodels/statecrime.csv")
              .dataset("murder", "urban", "poverty", "hs_grad", "single");
      case "engel" -> table("statsmodels/engel.csv").dataset("foodexp", "income");
      case "engel-square" -> dataset(name).degree(2);
      case "Pontius" -> table("nist/Pontius.csv").dataset("y").degree(2);
      case "Wampler4", "Wampler5" -> table("nist/" + set + ".csv").dataset("y").degree(5);
      default -> table("nist/" + set + ".csv").dataset("y");
    };
  }

  /** Statsmodels itself has fewer digits on Wampler's data. */
  @ParameterizedTest
  @CsvSource({
    "mtcars-two, 1e-11",
    "mtcars-all, 1e-11",
    "mtcars-none, 1e-10",
    "stackloss, 1e-10",
    "stackloss-none, 1e-10",
    "stackloss-interactions, 1e-10",
    "statecrime, 1e-10",
    "engel, 1e-10",
    "engel-square, 1e-10",
    "Norris, 1e-10",
    "Pontius, 1e-10",
    "Longley, 1e-10",
    "Wampler4, 1e-7",
    "Wampler5, 1e-6"
  })
  void statsmodelsSaysTheSame(String set, double error) throws IOException {
    JsonNode expected;
    try (InputStream in = resource("statsmodels/expected.json")) {
      expected = JsonMapper.shared().readTree(in).get(set);
    }
    Fit fit = fit(set);
    Inference inference = fit.inference().orElseThrow();
    Accuracy accuracy = fit.accuracy().orElseThrow();
    List<Coefficient> all = inference.coefficients();
    assertSame(expected, "estimates", error, all.stream().map(Coefficient::estimate).toList());
    assertSame(
        expected, "standardErrors", error, all.stream().map(Coefficient::standardError).toList());
    assertSame(expected, "t", error, all.stream().map(Coefficient::t).toList());
    assertSame(expected, "p", error, all.stream().map(Coefficient::p).toList());
    assertSame(expected, "low", error, all.stream().map(c -> c.interval(0.95).low()).toList());
    assertSame(expected, "high", error, all.stream().map(c -> c.interval(0.95).high()).toList());
    assertSame(
        expected, "varianceInflation", error, List.copyOf(accuracy.varianceInflation().values()));
    String one = all.get(0).name();
    String second = all.get(1).name();
    Map.ofEntries(
            Map.entry("degreesOfFreedom", (double) inference.degreesOfFreedom()),
            Map.entry("residualStandardError", inference.residualStandardError()),
            Map.entry("r2", inference.r2()),
            Map.entry("adjustedR2", inference.adjustedR2()),
            Map.entry("f", inference.f()),
            Map.entry("fP", inference.fP()),
            Map.entry("logLikelihood", inference.logLikelihood()),
            Map.entry("aic", inference.aic() - 2),
            Map.entry("bic", inference.bic() - Math.log(fit.accuracy().orElseThrow().rows())),
            Map.entry("conditionNumber", accuracy.conditionNumber()),
            Map.entry("covarianceOfFirstTwo", inference.covariance(one, second)))
        .forEach((name, value) -> assertSame(expected, name, error, List.of(value)));
  }

  static void assertSame(JsonNode expected, String name, double error, List<Double> actual) {
    List<Double> values = new ArrayList<>();
    if (expected.get(name).isArray()) {
      expected.get(name).forEach(value -> values.add(value.asDouble()));
    } else {
      values.add(expected.get(name).asDouble());
    }
    assertThat(actual).as(name).hasSameSizeAs(values);
    for (int k = 0; k < values.size(); k++) {
      assertThat(actual.get(k))
          .as("%s, %d", name, k)
          .isCloseTo(values.get(k), within(error * Math.abs(values.get(k))));
    }
  }

  @Test
  void gradientDescentHasNoErrors() {
    Fit fit =
        Regression.squared()
            .engine("jvm")
            .optimizer(Optimizer.GD)
            .fit(Samples.mtcars().dataset("mpg", List.of("wt", "hp")));
    assertThat(fit.inference()).isEmpty();
    assertThat(fit.accuracy()).isEmpty();
    assertThat(fit.digits()).isEmpty();
    assertThat(fit.leftOut()).isEmpty();
  }

  @Test
  void anExactFitHasDigitsAndNoErrors() {
    double[] a = {0, 1, 2, 3, 4, 5};
    double[] b = {0, 2, 4, 5, 9, 1};
    double[] y = IntStream.range(0, 6).mapToDouble(i -> 1 + 2 * a[i] - 3 * b[i]).toArray();
    Fit fit = NEWTON.fit(Dataset.of(new double[][] {a, b}, y));
    assertThat(fit.inference()).isEmpty();
    assertThat(fit.digits()).hasValue(15);
    assertThat(fit.accuracy().orElseThrow().withoutErrors()).hasValue("exact fit");
    assertThat(fit.coefficients()).containsExactly(2, -3);
    assertThat(fit.metrics().r2()).isEqualTo(1);
  }

  @Test
  void asManyCoefficientsAsRowsLeaveNoErrors() {
    double[][] x = {{1, 2, 4}, {3, 1, 1}};
    Fit fit = NEWTON.fit(Dataset.of(x, new double[] {5, 7, 1}));
    assertThat(fit.inference()).isEmpty();
    assertThat(fit.accuracy().orElseThrow().degreesOfFreedom()).isZero();
  }

  @Test
  void aFeatureThatIsLeftOutIsNamedAndHasNoError() throws IOException {
    try (InputStream in = resource("cases/collinear.csv")) {
      Table table = TableReader.read(in, "collinear.csv", CsvFormat.detected());
      Fit fit = NEWTON.fit(table.dataset("y", List.of("a", "b", "sum")));
      assertThat(fit.leftOut())
          .extracting(LeftOut::sentence)
          .containsExactly("Feature 'sum' was left out, since sum = 1 a + 1 b to within rounding.");
      assertThat(fit.coefficient("sum")).isZero();
      Inference inference = fit.inference().orElseThrow();
      assertThat(inference.coefficients())
          .extracting(Coefficient::name)
          .containsExactly(Inference.INTERCEPT, "a", "b");
      assertThat(inference.degreesOfFreedom()).isEqualTo(9);
      assertThat(fit.accuracy().orElseThrow().varianceInflation()).containsEntry("sum", Double.NaN);
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> inference.coefficient("sum"))
          .withMessage("The fit has no coefficient of 'sum'. It has those of (intercept), a, b.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, -2, 0.5, 7 - 2 a + 0.5 b",
    "0, -1, 1, -1 a + 1 b",
    "-0.25, 1000000, 0, -0.25 + 1e+06 a",
    "0.3, 0, 0, 0.3",
    "0, 0, 0, 0"
  })
  void aCombinationIsReadable(double constant, double a, double b, String text) {
    Map<String, Double> multiples = new LinkedHashMap<>();
    if (a != 0) {
      multiples.put("a", a);
    }
    if (b != 0) {
      multiples.put("b", b);
    }
    assertThat(new LeftOut("c", constant, multiples).combination()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, 95, Double.NaN})
  void aLevelLiesBetweenNoughtAndOne(double level) {
    Coefficient coefficient = new Coefficient("a", 1, 1, 10, 15);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> coefficient.interval(level))
        .withMessageStartingWith("A level lies between 0 and 1, and is not ");
  }
}
