package regress.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import regress.LongForm;
import regress.Seeded;

/** Columns that others say are left out, and those that others nearly say are not. */
class LeftOutTest {
  private static final int RUNS = LongForm.ASKED ? 1200 : 60;

  /** Columns of decimals, and one that is a combination of some of them, at any place. */
  private record Table(Decimals problem, double[] multiples, int combined) {
    static Table random(Random random, double noise) {
      int p = random.nextInt(2, 9);
      int n = p + random.nextInt(5, 60);
      BigDecimal[][] x = new BigDecimal[p][n];
      double[] multiples = new double[p];
      int combined = random.nextInt(1, p);
      for (int j = 0; j < p; j++) {
        int decimals = random.nextInt(1, 6);
        double offset = random.nextBoolean() ? 0 : random.nextInt(1000);
        boolean isDummy = random.nextInt(4) == 0;
        for (int i = 0; i < n; i++) {
          double value = isDummy ? (i + j) % 3 == 0 ? 1 : 0 : offset + random.nextGaussian();
          x[j][i] = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        }
      }
      for (int j = 0; j < combined; j++) {
        multiples[j] = j == 0 || random.nextBoolean() ? random.nextInt(1, 9) - 4.5 : 0;
      }
      for (int i = 0; i < n; i++) {
        x[combined][i] = new BigDecimal(noise * random.nextGaussian());
        for (int j = 0; j < combined; j++) {
          x[combined][i] = x[combined][i].add(x[j][i].multiply(new BigDecimal(multiples[j])));
        }
      }
      BigDecimal[] y =
          IntStream.range(0, n)
              .mapToObj(i -> new BigDecimal(random.nextGaussian()))
              .toArray(BigDecimal[]::new);
      return new Table(new Decimals(x, y), multiples, combined);
    }

    /** Three dummies whose columns of a cycle sum to a constant are a combination, too. */
    boolean isOtherwiseCollinear(Grade grade) {
      BigDecimal[][] others =
          IntStream.range(0, problem.features().length)
              .filter(j -> j != combined)
              .mapToObj(j -> problem.features()[j])
              .toArray(BigDecimal[][]::new);
      Decimals without = new Decimals(others, problem.target());
      return others.length == 0 || !Answers.solve(without.rounded(), grade).dependences().isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCombinationIsLeftOutAndNamed(Grade grade) {
    Seeded.runs(
        RUNS,
        1,
        random -> {
          Table table = Table.random(random, 0);
          if (table.isOtherwiseCollinear(grade)) {
            return;
          }
          LeastSquares answer = Answers.solve(table.problem.rounded(), grade);
          assertThat(answer.dependences())
              .extracting(Dependence::column)
              .containsExactly(table.combined);
          Dependence found = answer.dependences().getFirst();
          assertThat(found.multiples()).containsExactly(table.multiples, within(1e-6));
          assertThat(found.constant()).isZero();
          assertThat(answer.parameters()[table.combined + 1]).isZero();
        });
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNearlyOneStays(Grade grade) {
    Seeded.runs(
        RUNS,
        1,
        random -> {
          Table table = Table.random(random, Math.pow(10, -random.nextInt(2, 9)));
          if (!table.isOtherwiseCollinear(grade)) {
            LeastSquares answer = Answers.solve(table.problem.rounded(), grade);
            assertThat(answer.dependences()).isEmpty();
            assertThat(Arrays.stream(answer.variances()).min().orElseThrow()).isPositive();
          }
        });
  }
}
