package regress.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import regress.LongForm;
import regress.data.Dataset;

/** No claim of digits is more than is true of the decimals that were read. */
class ClaimsTest {
  /**
   * What came of some problems.
   *
   * @param coefficients digits that are right and were not claimed
   * @param errors the same of standard errors
   * @param over claims that are more than is true
   * @param leftOut problems of which a column was left out, of which nothing is claimed here
   */
  private record Tally(
      List<Double> coefficients, List<Double> errors, List<String> over, int[] leftOut) {
    @Override
    public String toString() {
      return "coefficients %s, standard errors %s, left out in %d"
          .formatted(quantiles(coefficients), quantiles(errors), leftOut[0]);
    }

    private static String quantiles(List<Double> pessimism) {
      Collections.sort(pessimism);
      int n = pessimism.size();
      return "%d, over %d, pessimism %.1f / %.1f / %.1f"
          .formatted(
              n,
              pessimism.stream().filter(x -> x < 0).count(),
              pessimism.get(n / 2),
              pessimism.get(n * 9 / 10),
              pessimism.get(n * 99 / 100));
    }

    void add(List<Double> pessimism, int claim, double truth, String what) {
      pessimism.add(Math.min(15, truth) - claim);
      if (claim > truth) {
        over.add("%s: claimed %d, right %.1f".formatted(what, claim, truth));
      }
    }
  }

  private static void check(long seed, Decimals problem, Grade grade, Tally tally) {
    Dataset data = problem.rounded();
    LeastSquares answer = Answers.solve(data, grade);
    if (!answer.dependences().isEmpty()) {
      tally.leftOut[0]++;
      return;
    }
    var exact = ExactLeastSquares.solve(problem.features(), problem.target());
    String name = "seed %d (%d x %d)".formatted(seed, data.samples(), data.featureCount());
    double[] parameters = answer.descended().parameters();
    double[] errors = Answers.standardErrors(answer);
    double fewest = 17;
    for (int j = 0; j < parameters.length; j++) {
      fewest = Math.min(fewest, ExactLeastSquares.digits(parameters[j], exact.coefficients()[j]));
      if (answer.hasErrors()) {
        double digits = ExactLeastSquares.digits(errors[j], exact.errors()[j]);
        tally.add(tally.errors, answer.errorDigits()[j], digits, name + ", error " + j);
      }
    }
    tally.add(tally.coefficients, answer.digits(), fewest, name);
  }

  private static Tally check(
      int problems, long first, Function<Random, Decimals> made, Grade grade) {
    Tally tally = new Tally(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new int[1]);
    for (long seed = first; seed < first + problems; seed++) {
      check(seed, made.apply(new Random(seed)), grade, tally);
    }
    return tally;
  }

  private static Decimals small(Random random) {
    return RandomDecimals.of(random, 500);
  }

  /** Of so many numbers that their roundings are bounded, and not followed one by one. */
  private static Decimals large(Random random) {
    return RandomDecimals.of(random, 11 + random.nextInt(2), 8000);
  }

  @ParameterizedTest
  @EnumSource
  void noClaimIsMoreThanIsTrue(Grade grade) {
    Tally tally = check(100, 1000 * grade.ordinal(), ClaimsTest::small, grade);
    assertThat(tally.over).as(tally.toString()).isEmpty();
  }

  @Test
  void norIsOneOfALargeProblem() {
    Tally tally = check(LongForm.ASKED ? 200 : 4, 50_000, ClaimsTest::large, Grade.PAIRS);
    assertThat(tally.over).as(tally.toString()).isEmpty();
    assertThat(tally.coefficients).isNotEmpty();
  }

  @LongForm
  @ParameterizedTest
  @EnumSource
  void norIsOneOfTwoThousand(Grade grade) {
    Tally tally = check(2000, 10_000, ClaimsTest::small, grade);
    assertThat(tally.over).as(tally.toString()).isEmpty();
    System.out.println("Claims from moments of grade " + grade + ": " + tally);
  }
}
