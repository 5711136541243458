package regress.tornado.kernel;

import regress.kernel.StopRule;

/**
 * All that travels between host and device in a descent on moments, in one array, because every
 * array that travels costs a hand-over between threads: rule and parameters on the way in, state
 * and parameters on the way out.
 */
public final class Control {
  /** Index of the state, as {@link StopRule} lays it out. */
  public static final int STATE = 0;

  /** Index of the rule. */
  public static final int RULE = StopRule.STATE_LENGTH;

  /** Index of {@link regress.kernel.GramDescent#spread}. */
  public static final int SPREAD = RULE + StopRule.RULE_LENGTH;

  /** Index: 1 once the device has come to the end. */
  public static final int DONE = SPREAD + 1;

  /** Index of the p + 1 parameters. */
  public static final int PARAMETERS = DONE + 1;

  private Control() {}

  static void begin(double[] control, double[] w, double[] state, double[] rule, int parameters) {
    for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
      state[k] = 0;
    }
    for (int k = 0; k < StopRule.RULE_LENGTH; k++) {
      rule[k] = control[RULE + k];
    }
    for (int j = 0; j < parameters; j++) {
      w[j] = control[PARAMETERS + j];
    }
  }

  static void end(double[] control, double[] w, double[] state, double spread, int parameters) {
    for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
      control[STATE + k] = state[k];
    }
    for (int j = 0; j < parameters; j++) {
      control[PARAMETERS + j] = w[j];
    }
    control[SPREAD] = spread;
    control[DONE] = 1;
  }
}
