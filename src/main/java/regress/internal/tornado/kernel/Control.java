package regress.internal.tornado.kernel;

import regress.internal.kernel.StopRule;

/**
 * All that travels between host and device in a fused descent: rule and parameters on the way in,
 * state and parameters on the way out. In one array, because every array that travels costs a
 * hand-over between threads, and one outside of the Java heap, because TornadoVM copies those in
 * one step that it need not wait for, and arrays of the heap in two that it waits for.
 */
public final class Control {
  // State and rule as StopRule lays them out, and p + 1 parameters.
  public static final int STATE = 0;
  public static final int RULE = StopRule.STATE_LENGTH;
  public static final int PARAMETERS = RULE + StopRule.RULE_LENGTH;

  private Control() {}
}
