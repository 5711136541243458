package regress.internal.optimizer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Least squares of small problems to a hundred digits: what a fit in doubles is held against. */
public final class ExactLeastSquares {
  private static final MathContext DIGITS = new MathContext(160);

  /** Some more than any claim, for what is made of a solution. */
  private static final MathContext ENOUGH = new MathContext(40);

  /**
   * p + 1 numbers each, intercept first where there is one; standard errors are empty where no
   * degrees of freedom are left.
   */
  public record Solution(BigDecimal[] coefficients, BigDecimal[] errors) {}

  private ExactLeastSquares() {}

  /**
   * Intercept and slopes for the very doubles that are given, each rounded once.
   *
   * @param features p columns of n values
   */
  public static double[] solve(double[][] features, double[] target) {
    BigDecimal[][] columns =
        Arrays.stream(features).map(ExactLeastSquares::exact).toArray(BigDecimal[][]::new);
    return Arrays.stream(solve(columns, exact(target)).coefficients())
        .mapToDouble(BigDecimal::doubleValue)
        .toArray();
  }

  private static BigDecimal[] exact(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  /** Of decimals. */
  public static Solution solve(BigDecimal[][] features, BigDecimal[] target) {
    BigDecimal[] ones = new BigDecimal[target.length];
    Arrays.fill(ones, BigDecimal.ONE);
    BigDecimal[][] columns = new BigDecimal[features.length + 1][];
    columns[0] = ones;
    System.arraycopy(features, 0, columns, 1, features.length);
    return withoutIntercept(columns, target);
  }

  /** As many coefficients as there are features. */
  public static Solution withoutIntercept(BigDecimal[][] features, BigDecimal[] target) {
    int n = target.length;
    int size = features.length;
    BigDecimal[][] columns = Arrays.copyOf(features, size + 1);
    columns[size] = target;
    BigDecimal[][] system = new BigDecimal[size][2 * size + 1];
    for (int a = 0; a < size; a++) {
      Arrays.fill(system[a], BigDecimal.ZERO);
      for (int b = a; b <= size; b++) {
        system[a][b] = dot(columns[a], columns[b]);
        if (b < size) {
          system[b][a] = system[a][b];
        }
      }
    }
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < a; b++) {
        system[a][b] = system[b][a];
      }
      system[a][size + 1 + a] = BigDecimal.ONE;
    }
    BigDecimal[] withTarget =
        IntStream.range(0, size).mapToObj(a -> system[a][size]).toArray(BigDecimal[]::new);
    eliminate(system);
    BigDecimal[] b =
        IntStream.range(0, size).mapToObj(k -> system[k][size]).toArray(BigDecimal[]::new);
    for (int k = 0; k < size; k++) {
      if (isNothing(b[k], system[k][size + 1 + k].multiply(dot(target, target)))) {
        b[k] = BigDecimal.ZERO;
      }
    }
    BigDecimal residuals = dot(target, target).subtract(dot(b, withTarget));
    return new Solution(b, n == size ? new BigDecimal[0] : errors(system, residuals, n - size));
  }

  /** Whether a coefficient is what rounding leaves, beside the square of what it may be. */
  private static boolean isNothing(BigDecimal value, BigDecimal square) {
    return value.multiply(value).compareTo(square.abs().movePointLeft(200)) < 0;
  }

  private static BigDecimal[] errors(BigDecimal[][] system, BigDecimal residuals, int freedom) {
    int size = system.length;
    BigDecimal variance = residuals.abs().divide(BigDecimal.valueOf(freedom), DIGITS);
    return IntStream.range(0, size)
        .mapToObj(k -> variance.multiply(system[k][size + 1 + k].abs()).sqrt(ENOUGH))
        .toArray(BigDecimal[]::new);
  }

  private static BigDecimal dot(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.add(a[i].multiply(b[i]));
    }
    return sum;
  }

  /** To a unit matrix, the solution and the inverse. */
  private static void eliminate(BigDecimal[][] system) {
    int size = system.length;
    for (int k = 0; k < size; k++) {
      BigDecimal pivot = system[k][k];
      for (int j = k; j < system[k].length; j++) {
        system[k][j] = system[k][j].divide(pivot, DIGITS);
      }
      for (int i = 0; i < size; i++) {
        BigDecimal factor = system[i][k];
        for (int j = k; i != k && j < system[k].length; j++) {
          system[i][j] = system[i][j].subtract(factor.multiply(system[k][j], DIGITS), DIGITS);
        }
      }
    }
  }

  /** Correct digits of a number: minus the decimal logarithm of its relative error, at most 17. */
  public static double digits(double value, BigDecimal exact) {
    if (!Double.isFinite(value)) {
      return 0;
    }
    BigDecimal difference = new BigDecimal(value).subtract(exact).abs();
    if (difference.signum() == 0) {
      return 17;
    }
    if (exact.signum() == 0) {
      return 0; // Another number than 0 has no digit of it.
    }
    double error = difference.divide(exact.abs(), ENOUGH).doubleValue();
    return Math.clamp(-Math.log10(error), 0, 17);
  }
}
