package regress;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import regress.data.Dataset;
import regress.engine.Engines;
import regress.engine.Errors;
import regress.engine.Kernels;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Choice;
import regress.internal.engine.Execution;
import regress.internal.engine.Problem;
import regress.internal.engine.Work;
import regress.internal.optimizer.LeastSquares;
import regress.internal.optimizer.Newton;

/**
 * How far a descent that ended before it converged is from the least-squares answer.
 *
 * @param digits digits that are right in every coefficient, 0 to 15
 * @param standardErrors the largest distance of a coefficient from its answer, in standard errors
 *     of it; empty where the answer has none
 */
public record Shortfall(int digits, OptionalDouble standardErrors) {
  /** Standard errors from the answer within which a coefficient has converged. */
  public static final double NEAR = 0.01;

  /** Digits that are then right, too, but where the coefficient itself is nothing but error. */
  private static final int ENOUGH = 4;

  /**
   * Solves for the answer that a descent on squared loss has gone to; empty where there is none to
   * look at: for other losses, for more than {@link Regression#MOST_SOLVED} features, where some
   * are left out, and of a solution itself.
   */
  static Optional<Shortfall> of(Fit fit, Dataset data) {
    boolean isDescent = fit.accuracy().isEmpty() && fit.attestation().optimizer() == Optimizer.GD;
    if (!isDescent
        || !fit.hasModel()
        || !fit.loss().isSquared()
        || data.featureCount() > Regression.MOST_SOLVED) {
      return Optional.empty();
    }
    var anywhere =
        new Execution(Mode.AUTO, Precision.FLOAT64, Engines.AUTO, Long.MAX_VALUE, Kernels.AUTO);
    var work = new Work(1, data.samples(), data.featureCount(), 0, fit.loss());
    Problem problem = new Problem(data, AffineMap.none(data.columns()));
    LeastSquares answer =
        Newton.fit(Choice.of(Engines.JVM, anywhere, work), List.of(problem), Errors.CLASSIC)
            .answers()
            .getFirst();
    return answer.dependences().isEmpty() ? Optional.of(of(fit, answer)) : Optional.empty();
  }

  private static Shortfall of(Fit fit, LeastSquares answer) {
    double[] right = answer.parameters();
    List<Coefficient> errors =
        answer.hasErrors() ? new Inference(fit.features(), answer).coefficients() : List.of();
    double digits = 15;
    double most = 0;
    for (int j = 0; j < right.length; j++) {
      double own = j == 0 ? fit.intercept() : fit.coefficients()[j - 1];
      double error = Math.abs(own - right[j]);
      double far = errors.isEmpty() ? 0 : error / errors.get(j).standardError();
      most = Math.max(most, far);
      boolean isNoise = !errors.isEmpty() && far < NEAR * NEAR;
      if (error > 0 && !isNoise) {
        digits = Math.min(digits, -Math.log10(error / Math.abs(right[j])));
      }
    }
    return new Shortfall(
        (int) Math.clamp(digits, 0, 15),
        errors.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(most));
  }

  /** Whether this is so little that the fit has converged. */
  boolean isNear() {
    return digits >= ENOUGH && standardErrors.orElse(0) <= NEAR;
  }
}
