package regress.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import regress.data.Dataset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** NIST's certified values, from its data as a file holds them, powers included. */
class NistTest {
  private static final double NONE = 0;

  private static JsonNode certified(String set) {
    try (InputStream in = NistTest.class.getResourceAsStream("/regress/nist/certified.json")) {
      return JsonMapper.shared().readTree(in).get(set);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Decimals problem(String set) {
    Decimals read = Decimals.read("nist/" + set + ".csv", "y");
    JsonNode degree = certified(set).get("degree");
    return degree.isNull() ? read : read.powers(degree.asInt());
  }

  private static double fewestDigits(double[] values, JsonNode certified) {
    assertThat(values).hasSize(certified.size());
    double fewest = 17;
    for (int j = 0; j < values.length; j++) {
      BigDecimal exact = new BigDecimal(certified.get(j).asString());
      fewest = Math.min(fewest, ExactLeastSquares.digits(values[j], exact));
    }
    return fewest;
  }

  private static void check(String set, LeastSquares answer, double digits, double ofErrors) {
    JsonNode values = certified(set).get("recomputed");
    double[] parameters = answer.parameters();
    int first = answer.hasIntercept() ? 0 : 1;
    double fewest =
        fewestDigits(
            Arrays.copyOfRange(parameters, first, parameters.length), values.get("coefficients"));
    assertThat(fewest).as("coefficients").isGreaterThan(digits);
    assertThat((double) answer.digits()).as("claim").isLessThanOrEqualTo(fewest);
    assertThat(answer.hasErrors()).isEqualTo(ofErrors > NONE);
    if (ofErrors > NONE) {
      double ofThem =
          fewestDigits(
              Arrays.copyOfRange(Answers.standardErrors(answer), first, parameters.length),
              values.get("standard_deviations"));
      assertThat(ofThem).as("standard errors").isGreaterThan(ofErrors);
      for (int claim : answer.errorDigits()) {
        assertThat((double) claim).as("claim of errors").isLessThanOrEqualTo(ofThem);
      }
    }
  }

  /** Wampler1 and 2 are exact, and have no errors; Filip's powers are rounded in a file. */
  @ParameterizedTest
  @CsvSource({
    "Norris, 13.5, 13.5",
    "Pontius, 13.2, 13.5",
    "Filip, 7.4, 7.9",
    "Longley, 14.4, 14.5",
    "Wampler1, 14.9, 0",
    "Wampler2, 13.0, 0",
    "Wampler3, 14.9, 14.5",
    "Wampler4, 14.9, 14.5",
    "Wampler5, 14.9, 14.5"
  })
  void moreDigitsThanAnybodyCanPromise(String set, double digits, double ofErrors) {
    for (Grade grade : Grade.values()) {
      check(set, Answers.asUsersDo(problem(set).rounded(), grade), digits, ofErrors);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "PAIRS", mode = EnumSource.Mode.EXCLUDE)
  void momentsOfEveryGradeEndAtTheSameCoefficients(Grade grade) {
    for (String set : List.of("Norris", "Pontius", "Filip", "Longley", "Wampler4", "Wampler5")) {
      Dataset data = problem(set).rounded();
      assertThat(Answers.solve(data, grade).parameters())
          .as(set)
          .containsExactly(Answers.solve(data, Grade.PAIRS).parameters());
    }
  }

  /** Of powers that are made while rows are read, and of models without an intercept. */
  @ParameterizedTest
  @CsvSource({
    "Filip, 14, 13, 13",
    "Pontius, 13.2, 13.5, 12",
    "Wampler1, 14.9, 0, 14",
    "Wampler2, 13, 0, 12",
    "Wampler3, 14.9, 14.5, 14",
    "Wampler4, 14.9, 14.5, 14",
    "Wampler5, 14.9, 14.5, 14",
    "NoInt1, 14.9, 14.5, 14",
    "NoInt2, 14.9, 14.5, 14"
  })
  void theModelAsNistStatesIt(String set, double digits, double ofErrors, int claim) {
    JsonNode degree = certified(set).get("degree");
    Dataset columns = Decimals.read("nist/" + set + ".csv", "y").rounded();
    Dataset data = degree.isNull() ? columns : columns.degree(degree.asInt());
    for (Grade grade : Grade.values()) {
      LeastSquares answer = Answers.solve(data, grade, certified(set).get("intercept").asBoolean());
      check(
          set,
          answer,
          digits,
          grade.compareTo(Grade.DOUBLE) > 0 ? ofErrors : Math.min(ofErrors, 5));
      assertThat(answer.digits()).isGreaterThanOrEqualTo(claim);
    }
  }
}
