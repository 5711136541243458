package regress.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import regress.data.Dataset;

/** Small data that plain descent, or plain float64, gets wrong. */
class CasesTest {

  @ParameterizedTest
  @CsvSource({
    "cubic, PAIRS, 14.9, 14",
    "cubic, DOUBLE, 14.9, 14",
    "cubic, SINGLE, 14.9, 14",
    "nearly-collinear, PAIRS, 13, 12",
    "nearly-collinear, DOUBLE, 13, 12",
    "nearly-collinear, SINGLE, 13, 12",
    "large-offset, PAIRS, 10, 9",
    "large-offset, DOUBLE, 10, 9",
    "large-offset, SINGLE, 10, 9",
    "exact, PAIRS, 15, 15",
    "exact, SINGLE, 15, 15"
  })
  void theAnswerIsRightAndSaysHowRight(String file, Grade grade, double digits, int claim) {
    Decimals problem = Decimals.read("cases/" + file + ".csv", "y");
    LeastSquares answer = Answers.solve(problem.rounded(), grade);
    var exact = ExactLeastSquares.solve(problem.features(), problem.target());
    double[] parameters = answer.parameters();
    for (int j = 0; j < parameters.length; j++) {
      assertThat(ExactLeastSquares.digits(parameters[j], exact.coefficients()[j]))
          .isGreaterThanOrEqualTo(Math.max(digits, answer.digits()));
    }
    assertThat(answer.digits()).isGreaterThanOrEqualTo(claim);
    assertThat(answer.isExact()).isEqualTo(file.equals("exact"));
  }

  @ParameterizedTest
  @EnumSource
  void theLaterOfCollinearColumnsIsLeftOut(Grade grade) {
    Dataset data = Decimals.read("cases/collinear.csv", "y").rounded();
    LeastSquares answer = Answers.solve(data, grade);
    assertThat(answer.dependences()).hasSize(1);
    Dependence sum = answer.dependences().getFirst();
    assertThat(sum.column()).isEqualTo(2);
    assertThat(sum.constant()).isZero();
    assertThat(sum.multiples()).usingComparatorWithPrecision(1e-12).containsExactly(1, 1, 0);
    double[] parameters = answer.parameters();
    assertThat(parameters[3]).isZero();
    double[][] others = {data.features()[0], data.features()[1]};
    assertThat(parameters)
        .startsWith(Answers.solve(Dataset.of(others, data.target()), grade).parameters());
  }

  @Test
  void aConstantColumnAndOneThatAnotherShiftsAreLeftOut() {
    double[] x = IntStream.range(0, 20).mapToDouble(i -> 0.1 * i * i).toArray();
    double[] constant = IntStream.range(0, 20).mapToDouble(i -> 0.3).toArray();
    double[] shifted = IntStream.range(0, 20).mapToDouble(i -> 7 - 2 * x[i]).toArray();
    double[] y = IntStream.range(0, 20).mapToDouble(i -> Math.sin(i)).toArray();
    LeastSquares answer =
        Answers.solve(Dataset.of(new double[][] {constant, x, shifted}, y), Grade.PAIRS);
    assertThat(answer.dependences())
        .extracting(Dependence::column, Dependence::constant)
        .hasToString("[(0, 0.3), (2, 7.0)]");
    assertThat(answer.dependences().get(1).multiples()[1]).isEqualTo(-2);
    assertThat(answer.rank()).isEqualTo(2);
  }

  /** Rounded in their ninth digit they would be. */
  @Test
  void nearlyCollinearColumnsAreNotLeftOut() {
    double[] a = IntStream.range(0, 30).mapToDouble(i -> Math.sin(3 * i)).toArray();
    double[] b = IntStream.range(0, 30).mapToDouble(i -> a[i] + 1e-12 * Math.cos(i * i)).toArray();
    double[] y = IntStream.range(0, 30).mapToDouble(i -> a[i] + Math.sin(i)).toArray();
    for (Grade grade : Grade.values()) {
      LeastSquares answer = Answers.solve(Dataset.of(new double[][] {a, b}, y), grade);
      assertThat(answer.dependences()).isEmpty();
    }
  }

  @Test
  void aConstantTargetHasSlopesOfNought() {
    double[] x = IntStream.range(0, 20).mapToDouble(i -> 0.1 * i * i).toArray();
    double[] y = IntStream.range(0, 20).mapToDouble(i -> 0.7).toArray();
    LeastSquares answer = Answers.solve(Dataset.of(new double[][] {x}, y), Grade.PAIRS);
    assertThat(answer.parameters()).containsExactly(0.7, 0);
    assertThat(answer.digits()).isEqualTo(15);
    assertThat(answer.isExact()).isTrue();
  }
}
