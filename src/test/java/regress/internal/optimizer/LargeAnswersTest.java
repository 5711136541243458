package regress.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import regress.Coefficient;
import regress.Fit;
import regress.LongForm;
import regress.Regression;
import regress.data.Dataset;
import regress.engine.Engines;
import regress.engine.Precision;
import regress.internal.engine.Installed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problems too large to solve exactly here, against answers to 20 digits that {@code answers.py}
 * made from the same numbers.
 */
class LargeAnswersTest {
  /** At least, of all coefficients: some are nearly 0, beside decimals that are not. */
  private static final int CLAIMED = 5;

  /** At least, of all standard errors. */
  private static final int OF_ERRORS = 9;

  private static final List<Problem> ALL = read();

  private record Problem(int number, JsonNode made) {
    int rows() {
      return made.get("rows").asInt();
    }

    int features() {
      return made.get("features").asInt();
    }

    /** As {@code below} in {@code answers.py}. */
    private long below(long bound, int column, long row) {
      long z = number * 0x9E3779B97F4A7C15L + column * 0xD1B54A32D192ED03L + row;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      return (z >>> 11) % bound;
    }

    private long value(String kind, int j, int i, long before) {
      if (kind.equals("dummies") && j < features() / 3) {
        return below(5, j, i) == 0 ? 1000 : 0;
      }
      if (kind.equals("walk") && j > 0) {
        return before + below(20_000, j, i) - 10_000;
      }
      return switch (kind) {
        case "offset" -> 1_000_000_000 + below(1_000_000, j, i);
        case "powers" -> (j == 0 ? 1 : before) * (below(201, 0, i) - 100);
        case "levels" -> 2 + below(3 * (j + 1), j, i);
        case "tails" -> (long) Math.pow(below(1_999, j, i) - 999, 3);
        default -> below(1_000_000, j, i) - 500_000;
      };
    }

    /** The decimals, rounded once each. */
    Dataset dataset() {
      String kind = made.get("kind").asString();
      int noise = made.get("noise").asInt();
      double unit = Math.pow(10, made.get("places").asInt());
      double[][] x = new double[features()][rows()];
      double[] y = new double[rows()];
      for (int i = 0; i < rows(); i++) {
        int row = kind.equals("repeated") ? i % (rows() / 10) : i;
        long target = below(noise, features(), i) - noise / 2;
        long value = 0;
        for (int j = 0; j < features(); j++) {
          value = value(kind, j, row, value);
          x[j][i] = value / unit;
          target += (7 * j % 5 - 2) * value;
        }
        y[i] = target / unit;
      }
      return Dataset.of(x, y);
    }

    @Override
    public String toString() {
      return "%s of %d x %d".formatted(made.get("kind").asString(), rows(), features());
    }
  }

  private static List<Problem> read() {
    try (InputStream in =
        LargeAnswersTest.class.getResourceAsStream("/regress/large/answers.json")) {
      JsonNode answers = JsonMapper.shared().readTree(in);
      return IntStream.range(0, answers.size())
          .mapToObj(k -> new Problem(k, answers.get(k)))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The short form takes what is fast. */
  static Stream<Problem> problems() {
    return ALL.stream().filter(one -> LongForm.ASKED || one.rows() * one.features() <= 100_000);
  }

  private static double digits(double value, JsonNode exact) {
    return ExactLeastSquares.digits(value, new BigDecimal(exact.asString()));
  }

  private static void check(Problem problem, Fit fit) {
    List<Coefficient> coefficients = fit.inference().orElseThrow().coefficients();
    assertThat(coefficients).hasSize(problem.features() + 1);
    int claimed = fit.digits().orElseThrow();
    assertThat(claimed).isGreaterThanOrEqualTo(CLAIMED);
    for (int j = 0; j < coefficients.size(); j++) {
      Coefficient one = coefficients.get(j);
      assertThat(digits(one.estimate(), problem.made().get("coefficients").get(j)))
          .as("%s, coefficient %d", problem, j)
          .isGreaterThanOrEqualTo(claimed);
      assertThat(digits(one.standardError(), problem.made().get("errors").get(j)))
          .as("%s, error %d", problem, j)
          .isGreaterThanOrEqualTo(one.digits());
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void noClaimIsMoreThanIsTrue(Problem problem) {
    Fit fit = Regression.squared().engine(Engines.JVM).fit(problem.dataset());
    check(problem, fit);
    assertThat(fit.inference().orElseThrow().digits()).isGreaterThanOrEqualTo(OF_ERRORS);
  }

  @LongForm
  @ParameterizedTest
  @MethodSource("problems")
  void norIsOneFromMomentsOfADevice(Problem problem) {
    String engine = Installed.fallback().isEmpty() ? Engines.TORNADO : Engines.JVM;
    Dataset data = problem.dataset();
    for (Precision precision : Precision.values()) {
      check(problem, Regression.squared().engine(engine).precision(precision).fit(data));
    }
  }
}
