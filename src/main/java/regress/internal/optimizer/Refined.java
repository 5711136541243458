package regress.internal.optimizer;

import regress.data.Rows;
import regress.internal.engine.AffineMap;

/**
 * A solution after passes over the rows that correct it:
 *
 * <pre>
 *   r = y - Z b        g = Z'r        eta = |L^-1 g|        b = b + G^-1 g
 * </pre>
 *
 * <p>By the Cauchy-Schwarz inequality no coefficient a'b is farther from its optimum than sqrt(V)
 * eta, as far as G is right; twice that is what we count with. A correction leaves as much of eta
 * as the one before it left, or as much as the rounding of G makes it; where that is little enough,
 * and the residuals' squares cannot have changed, nobody looks again.
 *
 * @param b p + 1 parameters of mapped columns, intercept first
 * @param beta as {@link NormalEquations#unshifted} has them
 * @param left how far b is from the optimum, as L sees it: D
 * @param sums of the residuals at b
 * @param passes over the rows
 * @param isGood whether the moments were good enough to correct b by
 */
record Refined(
    Pair[] b, Pair[] beta, double left, Residuals.Sums sums, int passes, boolean isGood) {
  private static final int MOST_PASSES = 9;

  /** Beyond it moments in plain doubles give standard errors with few digits. */
  private static final double MOST_SPREAD = 1e8;

  /** The part of the target's size that residuals have at least, if moments are to tell them. */
  private static final double TOLD = 0x1p-36;

  /** What is left of b is then what rounding in pairs leaves. */
  private static final double NOTHING = 0x1p-96;

  /** As the moments alone say it; good where that is right. */
  static Refined solved(NormalEquations equations, AffineMap map) {
    Pairs forwarded = equations.factor().forward(equations.withTarget());
    Pair[] b = equations.factor().backward(forwarded, equations.size());
    Pair[] beta = NormalEquations.unshifted(b, map);
    int target = equations.size();
    double length = Math.sqrt(equations.square()[target].high()[target]);
    double left = 2 * length * equations.contraction();
    Residuals.Sums sums = equations.sums(forwarded);
    boolean areTold = sums.squares().value() > TOLD * equations.size(target);
    boolean isGood = areTold && left > 0 && isRight(equations, beta, left);
    return new Refined(b, beta, left, sums, 0, isGood);
  }

  static Refined of(NormalEquations equations, Rows rows, AffineMap map) {
    Refined solved = solved(equations, map);
    if (solved.isGood) {
      return solved;
    }
    Cholesky factor = equations.factor();
    int size = equations.size();
    Pair[] b = solved.b;
    double target = equations.square()[size].high()[size];
    double before = NormalEquations.length(factor.forward(equations.withTarget()));
    for (int pass = 1; ; pass++) {
      Residuals.Sums sums = Residuals.at(b, rows, map);
      Pairs gradient = factor.forward(sums.gradient());
      double eta = NormalEquations.length(gradient);
      Pair[] beta = NormalEquations.unshifted(b, map);
      boolean isDone = eta <= NOTHING * Math.sqrt(target) || isRight(equations, beta, 2 * eta);
      boolean shrinks = eta < before / 2; // Not where it is NaN.
      if (isDone || !shrinks || pass == MOST_PASSES) {
        return new Refined(b, beta, 2 * eta, sums, pass, isDone);
      }
      Pair[] step = factor.backward(gradient, size);
      for (int j = 0; j < size; j++) {
        b[j] = b[j].plus(step[j]);
      }
      Pair[] corrected = NormalEquations.unshifted(b, map);
      double left = 2 * eta * Math.max(eta / before, equations.contraction());
      boolean movesResiduals = eta * eta > 0x1p-53 * sums.squares().value();
      if (!movesResiduals && isRight(equations, corrected, left)) {
        return new Refined(b, corrected, left, sums, pass, true);
      }
      before = eta;
    }
  }

  /** Sum of squared residuals. */
  double squares() {
    return Math.max(0, sums.squares().value());
  }

  /** Whether moments in plain doubles are worth a correction by passes. */
  static boolean isWorthwhile(NormalEquations equations) {
    return equations.areKept() && equations.spread() < MOST_SPREAD;
  }

  private static boolean isRight(NormalEquations equations, Pair[] beta, double left) {
    for (int j = 0; j < beta.length; j++) {
      double error = Math.sqrt(equations.variances()[j]) * left;
      if (error > 0x1p-53 * Math.abs(beta[j].high())) {
        return false;
      }
    }
    return true;
  }
}
