package regress.engine;

import regress.kernel.StopRule;

/**
 * Whether the loss that a descent computed from moments is good enough to stop by.
 *
 * <p>The parameters need no such check. Moments of framed columns are exact to a few units of
 * roundoff u of their own columns' size, and commit in every epoch no more than the rounding of
 * residuals does in a streaming descent, whatever the conditioning. The loss is different: it is
 * what remains when terms of total size {@code spread} cancel, uncertain by a few u spread, and
 * near a perfect fit nothing remains but that. A stop rule compares the losses of two epochs
 * relative to the loss itself; it may do so while
 *
 * <pre>
 *   64 * u * spread <= loss
 * </pre>
 *
 * Where that fails, and the descent has a tolerance, the fit streams over the data instead, and its
 * attestation says so.
 */
public final class Cancellation {
  private static final double SAFETY = 64;

  private Cancellation() {}

  /**
   * Whether the stop rule could not be trusted.
   *
   * @param state as the descent left it
   * @param spread as {@link regress.kernel.GramDescent#spread} has it
   */
  public static boolean spoils(
      Descent descent, double[] state, double spread, Precision precision) {
    return descent.tolerance() > 0
        && state[StopRule.STATUS] != StopRule.DIVERGED
        && !(SAFETY * precision.unitRoundoff() * spread <= state[StopRule.LOSS]);
  }
}
