package regress;

/**
 * How well a model fits the data it was fitted to, in the target's units, computed in float64 from
 * the final coefficients.
 *
 * @param loss mean squared error: sum of squared residuals / n
 * @param r2 1 - sum of squared residuals / sum of squared deviations from the mean; NaN when the
 *     target is constant
 * @param rmse square root of {@code loss}
 */
public record Metrics(double loss, double r2, double rmse) {}
