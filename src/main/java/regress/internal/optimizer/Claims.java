package regress.internal.optimizer;

import java.util.Arrays;
import java.util.stream.IntStream;
import regress.internal.engine.AffineMap;

/**
 * How many digits are right: never more than is true. With E_j and F_j what the rounding of
 * decimals does to a coefficient and to the logarithm of its standard error, |r| the length of the
 * residuals and c_j as {@link Grade} has it,
 *
 * <pre>
 *   e_j = sqrt(V_j) D + 1.2e-16 |b_j|
 *   digits of coefficient j      = -log10 ((e_j + 5 E_j) / |b_j|)
 *   digits of its standard error = -log10 (c_j + D^2 / (2 |r|^2) + 5 F_j + 1.2e-16)
 * </pre>
 *
 * <p>E_j and F_j are standard deviations: 5 of them were never exceeded in tens of thousands of
 * random problems with exact solutions.
 *
 * @param coefficients digits of p + 1 coefficients, intercept first; 15 where one is left out
 * @param errors digits of their standard errors, likewise
 * @param isZero whether a coefficient is 0 but for the rounding in pairs
 * @param isShort whether moments leave a standard error fewer digits than the decimals would
 */
record Claims(int[] coefficients, int[] errors, boolean[] isZero, boolean[] isShort) {
  private static final int MOST = 15;
  private static final double DEVIATIONS = 5;
  private static final double LAST_DIGIT = 1.2e-16;

  static Claims of(
      NormalEquations equations, Refined refined, InputEffects effects, AffineMap map) {
    int size = equations.size();
    double[][] w = effects.weights();
    Claims claims = new Claims(new int[size], new int[size], new boolean[size], new boolean[size]);
    Arrays.fill(claims.coefficients, MOST);
    Arrays.fill(claims.errors, MOST);
    for (int j = 0; j < size; j++) {
      if (equations.factor().isKept(j)) {
        claims.claim(j, equations, refined, effects.onCoefficients()[j], map);
        claims.claimError(j, w[j], equations, refined, effects.onErrors()[j]);
      }
    }
    return claims;
  }

  private void claim(
      int j, NormalEquations equations, Refined refined, double input, AffineMap map) {
    double value = Math.abs(refined.beta()[j].value());
    isZero[j] =
        input <= nothing(j, equations, refined, map) && mayBeZero(j, equations, refined, map);
    if (!isZero[j]) {
      double arithmetic = arithmetic(j, equations, refined);
      coefficients[j] = digits((arithmetic + DEVIATIONS * input) / value + LAST_DIGIT);
    }
  }

  private static double arithmetic(int j, NormalEquations equations, Refined refined) {
    return Math.sqrt(equations.variances()[j]) * refined.left();
  }

  /** What a coefficient may be that is 0. */
  private static double nothing(int j, NormalEquations equations, Refined refined, AffineMap map) {
    double rounding = 0x1p-98 * size(j, equations, refined, map);
    return 4 * arithmetic(j, equations, refined) + rounding;
  }

  /** Whether a coefficient is no more than arithmetic leaves, whatever its input's rounding. */
  static boolean mayBeZero(int j, NormalEquations equations, Refined refined, AffineMap map) {
    double value = Math.abs(refined.beta()[j].value());
    return value <= nothing(j, equations, refined, map);
  }

  private void claimError(
      int j, double[] w, NormalEquations equations, Refined refined, double input) {
    double absolute = 0;
    double squares = 0;
    for (int k = 0; k < w.length; k++) {
      double own = equations.size(k);
      absolute += Math.abs(w[k]) * Math.sqrt(own);
      squares += w[k] * w[k] * own;
    }
    double variance = equations.variances()[j];
    double moments = equations.grade().ofVariance(absolute, squares, variance);
    double left = refined.left() * refined.left() / (2 * refined.squares());
    double other = left + DEVIATIONS * input + LAST_DIGIT;
    isShort[j] = moments > other;
    errors[j] = digits(moments + other);
  }

  /** Of what a coefficient is summed from. */
  private static double size(int j, NormalEquations equations, Refined refined, AffineMap map) {
    int size = equations.size();
    double target = equations.square()[size].high()[size];
    double sum = Math.sqrt(equations.variances()[j] * target);
    if (j == 0) {
      sum += Math.abs(NormalEquations.centre(map, size));
      for (int k = 1; k < size; k++) {
        sum += Math.abs(refined.b()[k].high() * NormalEquations.centre(map, k));
      }
    }
    return sum;
  }

  /** None where the error is not a number. */
  private static int digits(double error) {
    return error < 1 ? Math.min(MOST, (int) Math.floor(-Math.log10(error))) : 0;
  }

  /** Whether better moments would give standard errors more digits. */
  boolean areShort() {
    return IntStream.range(0, isShort.length).anyMatch(j -> isShort[j]);
  }

  /** The fewest of all coefficients. */
  int fewest() {
    return Arrays.stream(coefficients).min().orElseThrow();
  }
}
