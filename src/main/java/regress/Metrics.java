package regress;

import regress.engine.Loss;
import regress.internal.engine.Losses;
import regress.internal.kernel.Loss64;
import regress.internal.optimizer.LeastSquares;

/**
 * How well a model fits the data it was fitted to, in the target's units, computed in float64 or
 * better from the final coefficients.
 *
 * @param loss what the fit minimised: for squared loss, sum of squared residuals / n
 * @param r2 1 - sum of squared residuals / sum of squared deviations from the mean, which without
 *     an intercept is 0; NaN when there are none
 * @param rmse square root of: sum of squared residuals / n
 */
public record Metrics(double loss, double r2, double rmse) {
  /** Of a solution that has summed its residuals. */
  static Metrics of(LeastSquares answer) {
    double rmse = Math.sqrt(answer.residuals() / answer.rows()) * answer.unit(0);
    return new Metrics(rmse * rmse, answer.r2(), rmse);
  }

  /** Of n predictions, by a model with an intercept or without, against n targets. */
  static Metrics of(Loss loss, boolean hasIntercept, double[] predicted, double[] target) {
    int n = target.length;
    Loss64 function = Losses.float64(loss);
    double mean = 0;
    for (double y : target) {
      mean += hasIntercept ? y / n : 0;
    }
    double values = 0;
    double residuals = 0;
    double deviations = 0;
    for (int i = 0; i < n; i++) {
      double residual = predicted[i] - target[i];
      double deviation = target[i] - mean;
      values += function.value(residual, loss.parameter());
      residuals += residual * residual;
      deviations += deviation * deviation;
    }
    double r2 = deviations > 0 ? 1 - residuals / deviations : Double.NaN;
    return new Metrics(values / n, r2, Math.sqrt(residuals / n));
  }
}
