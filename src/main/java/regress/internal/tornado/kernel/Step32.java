package regress.internal.tornado.kernel;

import regress.internal.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The end of an epoch as every group computes it for itself: adds the groups' partial sums in
 * order, judges, and steps unless the descent has ended.
 *
 * <pre>
 *   f = 1/n sums[p + 1]        g_j = 2/n sums[j]        w_j = w_j - rate g_j
 * </pre>
 */
final class Step32 {

  private Step32() {}

  /** A group's copies of what the host sent, at the start of a fused descent. */
  static void begin(
      int group, DoubleArray control, float[] w, double[] state, double[] rule, int[] shape) {
    int own = group * shape[Groups.STRIDE];
    int at = group * Groups.STATE_STRIDE;
    for (int j = 0; j < shape[Groups.FEATURES] + 1; j++) {
      w[own + j] = (float) control.get(Control.PARAMETERS + j);
    }
    for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
      state[at + k] = 0;
    }
    // Every group writes the same, and reads it after its own writing.
    for (int k = 0; k < StopRule.RULE_LENGTH; k++) {
      rule[k] = control.get(Control.RULE + k);
    }
  }

  /** What goes back to the host, from one group's copies: the others' are equal. */
  static void end(int group, DoubleArray control, float[] w, double[] state, int[] shape) {
    if (group == 0) {
      for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
        control.set(Control.STATE + k, state[k]);
      }
      for (int j = 0; j < shape[Groups.FEATURES] + 1; j++) {
        control.set(Control.PARAMETERS + j, w[j]);
      }
    }
  }

  /**
   * @param first where all groups' sums lie
   */
  static void step(
      int group, float[] w, double[] sums, int first, double[] state, double[] rule, int[] shape) {
    int parameters = shape[Groups.FEATURES] + 1;
    double n = shape[Groups.ROWS];
    int own = group * shape[Groups.STRIDE];
    double squaredNorm = 0;
    for (int j = 0; j < parameters; j++) {
      double slope = 2 * Groups.total(first + j, sums, shape) / n;
      squaredNorm += slope * slope;
    }
    double loss = Groups.total(first + parameters, sums, shape) / n;
    int at = group * Groups.STATE_STRIDE;
    StopRule.judge(loss, squaredNorm, state, at, rule);
    if (state[at + StopRule.STATUS] < 0.5) {
      for (int j = 0; j < parameters; j++) {
        double slope = 2 * Groups.total(first + j, sums, shape) / n;
        w[own + j] = (float) (w[own + j] - rule[StopRule.RATE] * slope);
      }
    }
  }

  /** Writes an epoch's parameters and state beside its sums, where other groups can read them. */
  static void leave(int group, float[] w, double[] sums, double[] state, int[] shape) {
    int own = group * shape[Groups.STRIDE];
    int row = Groups.slot(group, state, shape) + own;
    int parameters = row + Groups.parameters(shape[Groups.FEATURES]);
    for (int j = 0; j < shape[Groups.FEATURES] + 1; j++) {
      sums[parameters + j] = w[own + j];
    }
    int to = row + Groups.state(shape[Groups.FEATURES]);
    for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
      sums[to + k] = state[group * Groups.STATE_STRIDE + k];
    }
  }

  /**
   * Copies parameters and state from the group that is furthest ahead, and repeats if that group
   * moved on meanwhile. Does nothing if {@code ahead} is 0.
   */
  static void follow(
      KernelContext context,
      int group,
      int ahead,
      float[] w,
      double[] sums,
      double[] state,
      int[] shape,
      IntArray meeting) {
    int own = group * shape[Groups.STRIDE];
    int behind = ahead;
    while (behind > 0) {
      int lead = Groups.lead(shape, meeting);
      int epochs = Groups.epochs(lead, meeting);
      Groups.count(context, group, Groups.JOINED, epochs - 1, meeting);
      int row = Groups.row(lead, epochs, shape);
      int parameters = row + Groups.parameters(shape[Groups.FEATURES]);
      for (int j = 0; j < shape[Groups.FEATURES] + 1; j++) {
        w[own + j] = (float) sums[parameters + j];
      }
      int from = row + Groups.state(shape[Groups.FEATURES]);
      for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
        state[group * Groups.STATE_STRIDE + k] = sums[from + k];
      }
      Groups.reload(context, group, meeting);
      behind = Groups.passed(lead, epochs, meeting);
    }
  }
}
