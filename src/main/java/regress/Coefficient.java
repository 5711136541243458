package regress;

import org.apache.commons.statistics.distribution.TDistribution;
import regress.data.DataException;

/**
 * A coefficient and its error, for residuals that are independent and of one variance. Computed
 * when asked for.
 *
 * @param name of the feature, or {@link Inference#INTERCEPT}
 * @param estimate in target units per feature unit
 * @param standardError in the same unit
 * @param degreesOfFreedom of the residuals
 * @param digits of the standard error that are right at least
 */
public record Coefficient(
    String name, double estimate, double standardError, long degreesOfFreedom, int digits) {

  /**
   * Bounds of a confidence interval.
   *
   * @param low at most {@code high}
   */
  public record Interval(double low, double high) {}

  /** The estimate in standard errors. */
  public double t() {
    return estimate / standardError;
  }

  /** The probability of a t at least so far from 0, on either side, were the coefficient 0. */
  public double p() {
    return 2 * distribution().survivalProbability(Math.abs(t()));
  }

  /**
   * The interval that covers the coefficient with this probability.
   *
   * @throws DataException if the level is not between 0 and 1
   */
  public Interval interval(double level) {
    double far = Uncertainty.reach(level, degreesOfFreedom) * standardError;
    return new Interval(estimate - far, estimate + far);
  }

  private TDistribution distribution() {
    return TDistribution.of(degreesOfFreedom);
  }
}
