package regress.internal.engine;

import regress.internal.kernel.StopRule;

/**
 * Where a descent ended.
 *
 * @param parameters p + 1 values, intercept first; those of the last epoch, finite or not
 * @param state as {@link StopRule} lays it out
 * @param lossHistory loss at the start of each epoch, or empty where the host does not see it
 */
public record End(double[] parameters, double[] state, double[] lossHistory) {
  /** Of a solution in closed form. */
  public static End solved(double[] parameters) {
    double[] state = new double[StopRule.STATE_LENGTH];
    state[StopRule.STATUS] = StopRule.CONVERGED;
    return new End(parameters, state, new double[0]);
  }

  /** Epochs that changed the parameters or found them converged or diverged. */
  public int epochs() {
    return (int) state[StopRule.EPOCH];
  }

  /** One of {@link StopRule}'s. */
  public int status() {
    return (int) state[StopRule.STATUS];
  }
}
