package regress;

/**
 * How well a model fits the data it was fitted to, in the target's units, computed in float64 from
 * the final coefficients.
 *
 * @param loss what the fit minimised: for squared loss, sum of squared residuals / n
 * @param r2 1 - sum of squared residuals / sum of squared deviations from the mean; NaN when the
 *     target is constant
 * @param rmse square root of: sum of squared residuals / n
 */
public record Metrics(double loss, double r2, double rmse) {}
