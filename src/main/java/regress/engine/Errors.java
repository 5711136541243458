package regress.engine;

import java.util.Locale;

/**
 * What standard errors take the variance of residuals for. All but the first hold where it differs
 * from row to row (White, Econometrica 48, 1980; MacKinnon and White, J. Econometrics 29, 1985):
 * with X the features, r the residuals and h the leverages of n rows, and k coefficients,
 *
 * <pre>
 *   covariance = (X'X)^-1 (sum of w_i r_i^2 x_i x_i') (X'X)^-1
 * </pre>
 *
 * <p>t, p and intervals are by Student's distribution with n - k degrees of freedom in all of them,
 * as R's lmtest has them; statsmodels takes the normal one for robust errors unless it is told. F
 * is then Wald's, of all slopes, as in statsmodels. Of robust errors no digits are claimed.
 */
public enum Errors {
  /** The same in every row: covariance = s^2 (X'X)^-1. */
  CLASSIC,
  /** w = 1. */
  HC0,
  /** w = n / (n - k). */
  HC1,
  /** w = 1 / (1 - h). */
  HC2,
  /** w = 1 / (1 - h)^2. */
  HC3;

  /** Whether they hold where the variance differs from row to row. */
  public boolean areRobust() {
    return this != CLASSIC;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
