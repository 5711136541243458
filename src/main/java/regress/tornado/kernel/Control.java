package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/**
 * All that travels between host and device in a fused descent: rule and parameters on the way in,
 * state and parameters on the way out. In one array, because every array that travels costs a
 * hand-over between threads, and one outside of the Java heap, because TornadoVM copies those in
 * one step that it need not wait for, and arrays of the heap in two that it waits for.
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

  static void begin(
      DoubleArray control, double[] w, double[] state, double[] rule, int parameters) {
    for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
      state[k] = 0;
    }
    for (int k = 0; k < StopRule.RULE_LENGTH; k++) {
      rule[k] = control.get(RULE + k);
    }
    for (int j = 0; j < parameters; j++) {
      w[j] = control.get(PARAMETERS + j);
    }
  }

  static void end(DoubleArray control, double[] w, double[] state, double spread, int parameters) {
    for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
      control.set(STATE + k, state[k]);
    }
    for (int j = 0; j < parameters; j++) {
      control.set(PARAMETERS + j, w[j]);
    }
    control.set(SPREAD, spread);
    control.set(DONE, 1);
  }
}
