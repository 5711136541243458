package regress.internal.optimizer;

import java.math.BigDecimal;
import java.math.MathContext;

/** Least squares of small problems to a hundred digits: what a fit in doubles is held against. */
public final class ExactLeastSquares {
  private static final MathContext DIGITS = new MathContext(400);

  private ExactLeastSquares() {}

  /**
   * Intercept and slopes for the very doubles that are given, each rounded once.
   *
   * @param features p columns of n values
   */
  public static double[] solve(double[][] features, double[] target) {
    int size = features.length + 1;
    BigDecimal[][] system = new BigDecimal[size][size + 1];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b <= size; b++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < target.length; i++) {
          BigDecimal right = b < size ? value(features, b, i) : new BigDecimal(target[i]);
          sum = sum.add(value(features, a, i).multiply(right));
        }
        system[a][b] = sum;
      }
    }
    return eliminated(system);
  }

  private static BigDecimal value(double[][] features, int column, int row) {
    return column == 0 ? BigDecimal.ONE : new BigDecimal(features[column - 1][row]);
  }

  private static double[] eliminated(BigDecimal[][] system) {
    int size = system.length;
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        if (i != k) {
          BigDecimal factor = system[i][k].divide(system[k][k], DIGITS);
          for (int j = k; j <= size; j++) {
            system[i][j] = system[i][j].subtract(factor.multiply(system[k][j], DIGITS), DIGITS);
          }
        }
      }
    }
    double[] solution = new double[size];
    for (int k = 0; k < size; k++) {
      solution[k] = system[k][size].divide(system[k][k], DIGITS).doubleValue();
    }
    return solution;
  }
}
