package regress.internal.optimizer;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** A model of columns, their powers and their products. */
  private record Model(Decimals columns, int degree, boolean interactions, boolean intercept) {
    static Model of(Decimals columns) {
      return new Model(columns, 1, false, true);
    }

    ExactLeastSquares.Solution exact() {
      Decimals terms = columns.with(degree, interactions);
      return intercept
          ? ExactLeastSquares.solve(terms.features(), terms.target())
          : ExactLeastSquares.withoutIntercept(terms.features(), terms.target());
    }
  }

  private static void check(long seed, Model model, Grade grade, Tally tally) {
    Dataset data = model.columns.rounded(model.degree, model.interactions);
    LeastSquares answer = Answers.solve(data, grade, model.intercept);
    if (!answer.dependences().isEmpty()) {
      tally.leftOut[0]++;
      return;
    }
    var exact = model.exact();
    String name =
        "seed %d (%d x %d of %d)"
            .formatted(seed, data.samples(), data.featureCount(), model.columns.features().length);
    double[] parameters = answer.parameters();
    double[] errors = Answers.standardErrors(answer);
    double fewest = 17;
    int first = model.intercept ? 0 : 1;
    for (int j = first; j < parameters.length; j++) {
      BigDecimal right = exact.coefficients()[j - first];
      fewest = Math.min(fewest, ExactLeastSquares.digits(parameters[j], right));
      if (answer.hasErrors()) {
        double digits = ExactLeastSquares.digits(errors[j], exact.errors()[j - first]);
        tally.add(tally.errors, answer.errorDigits()[j], digits, name + ", error " + j);
      }
    }
    tally.add(tally.coefficients, answer.digits(), fewest, name);
  }

  private static void check(int problems, long first, Function<Random, Model> made, Grade grade) {
    Tally tally = new Tally(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new int[1]);
    for (long seed = first; seed < first + problems; seed++) {
      check(seed, made.apply(new Random(seed)), grade, tally);
    }
    assertThat(tally.over).as(tally.toString()).isEmpty();
    assertThat(tally.coefficients).isNotEmpty();
    if (LongForm.ASKED) {
      System.out.println("Claims from moments of grade " + grade + ": " + tally);
    }
  }

  private static Model small(Random random) {
    return Model.of(RandomDecimals.of(random, 500));
  }

  /** Of so many numbers that their roundings are bounded, and not followed one by one. */
  private static Model large(Random random) {
    return Model.of(RandomDecimals.of(random, 11 + random.nextInt(2), 8000));
  }

  private static Model throughOrigin(Random random) {
    return new Model(RandomDecimals.of(random, 200), 1, false, false);
  }

  /** Powers of a column, or powers and products of a few. */
  private static Model terms(Random random) {
    return terms(random, 20 + random.nextInt(LongForm.ASKED ? 200 : 40));
  }

  private static Model largeTerms(Random random) {
    return terms(random, 30_000);
  }

  private static Model terms(Random random, int n) {
    int p = 1 + random.nextInt(3);
    int degree = p == 1 ? 2 + random.nextInt(5) : 1 + random.nextInt(3);
    boolean interactions = degree == 1 || p > 1 && random.nextBoolean();
    Decimals columns = RandomDecimals.of(random, p, n, 40);
    Decimals target = random.nextBoolean() ? columns : curved(random, columns, degree);
    return new Model(target, degree, interactions, random.nextInt(4) > 0);
  }

  /** With a target that powers say, but for noise. */
  private static Decimals curved(Random random, Decimals columns, int degree) {
    BigDecimal[] target = new BigDecimal[columns.target().length];
    Arrays.fill(target, BigDecimal.ZERO);
    for (BigDecimal[] power : columns.with(degree, false).features()) {
      BigDecimal most = Arrays.stream(power).max(comparing(BigDecimal::abs)).orElseThrow().abs();
      BigDecimal unit = most.signum() == 0 ? BigDecimal.ONE : most;
      BigDecimal times = new BigDecimal(random.nextGaussian()).divide(unit, MathContext.DECIMAL64);
      Arrays.setAll(target, i -> target[i].add(times.multiply(power[i])));
    }
    double noise = Math.pow(10, -random.nextInt(12));
    var digits = new MathContext(3 + random.nextInt(15));
    Arrays.setAll(
        target, i -> target[i].add(new BigDecimal(noise * random.nextGaussian())).round(digits));
    return new Decimals(columns.features(), target);
  }

  @ParameterizedTest
  @EnumSource
  void noClaimIsMoreThanIsTrue(Grade grade) {
    check(LongForm.ASKED ? 100 : 40, 1000 * grade.ordinal(), ClaimsTest::small, grade);
  }

  @Test
  void norIsOneOfALargeProblem() {
    check(LongForm.ASKED ? 200 : 4, 50_000, ClaimsTest::large, Grade.PAIRS);
  }

  @ParameterizedTest
  @EnumSource
  void norIsOneOfTermsThatAreMade(Grade grade) {
    check(LongForm.ASKED ? 600 : 12, 20_000, ClaimsTest::terms, grade);
  }

  @ParameterizedTest
  @EnumSource
  void norIsOneOfAModelWithoutIntercept(Grade grade) {
    check(LongForm.ASKED ? 600 : 12, 30_000, ClaimsTest::throughOrigin, grade);
  }

  @LongForm
  @Test
  void norIsOneOfManyRowsOfTerms() {
    check(40, 40_000, ClaimsTest::largeTerms, Grade.PAIRS);
  }

  @LongForm
  @ParameterizedTest
  @EnumSource
  void norIsOneOfTwoThousand(Grade grade) {
    check(2000, 10_000, ClaimsTest::small, grade);
  }
}
