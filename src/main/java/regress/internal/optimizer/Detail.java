package regress.internal.optimizer;

import java.util.function.Supplier;

/**
 * What errors and digits of a solution are told from.
 *
 * @param claims how many digits are right, counted when that is asked for
 * @param b p + 1 parameters of mapped columns, in pairs
 * @param inverse what covariances are made of
 * @param centred rows of the factor of the features' moments, which are centred where there is an
 *     intercept
 */
record Detail(
    Supplier<Claims> claims,
    Pair[] b,
    Supplier<NormalEquations.Inverse> inverse,
    double[][] centred) {
  static Detail of(NormalEquations equations, Refined refined, Supplier<Claims> claims) {
    return new Detail(claims, refined.b(), equations.inverse(), centred(equations.factor()));
  }

  /** Without the intercept's column, which takes the means out; null where one is left out. */
  private static double[][] centred(Cholesky factor) {
    double[][] rows = new double[factor.size() - 1][];
    for (int j = 1; j < factor.size(); j++) {
      if (factor.isKept(j)) {
        rows[j - 1] = factor.rows()[j].high();
      }
    }
    return rows;
  }
}
