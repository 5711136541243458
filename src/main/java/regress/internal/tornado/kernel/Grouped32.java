package regress.internal.tornado.kernel;

import regress.internal.kernel.Loss32;
import regress.internal.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Linear regression on p features by gradient descent on any loss in float32 with float64 sums, for
 * GPUs.
 *
 * <pre>
 *   r_i = w_0 + sum_j w_j x_ij - y_i        s_i = slope(r_i)
 *   sums = (sum s_i, sum s_i x_i1, ..., sum s_i x_ip, sum value(r_i))
 *   f = 1/n sums[p + 1]        g_j = 2/n sums[j]        w_j = w_j - rate g_j
 * </pre>
 *
 * Arrays: x, p columns of n values one after the other; y and residuals, n, which become slopes; w,
 * p + 1 parameters a group; gradient likewise; sums, SLOTS slots of p + 2 a group; state, one a
 * group; rule, {@link StopRule}'s; shape and meeting, {@link WorkGroups}'. The unit of parallel
 * work is one row, and, at the end of an epoch, one parameter.
 *
 * <p>An item comes back to its own slopes alone, so no barrier parts the two passes over the
 * columns. The last column's sum is part of the first pass: simple regression needs no other.
 */
public final class Grouped32 {

  private Grouped32() {}

  /** The first epoch's sums. */
  static void first(
      Loss32 loss,
      KernelContext context,
      float[] x,
      float[] y,
      float[] residuals,
      float[] w,
      double[] sums,
      double[] rule,
      int[] shape) {
    double[] tree = context.allocateDoubleLocalArray(WorkGroups.TREE_LENGTH);
    sums(loss, context, tree, 0, x, y, residuals, w, sums, rule, shape);
  }

  /** The end of an epoch and, unless it was the last, the sums of the next. */
  static void epoch(
      Loss32 loss,
      KernelContext context,
      float[] x,
      float[] y,
      float[] residuals,
      float[] w,
      double[] gradient,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape) {
    double[] tree = context.allocateDoubleLocalArray(WorkGroups.TREE_LENGTH);
    int group = context.groupIdx;
    if (Groups.running(group, state, rule) > 0) {
      int epoch = Groups.epoch(group, state);
      int first = WorkGroups.slot(epoch, shape);
      step(context, tree, first, w, gradient, sums, state, rule, shape);
      if (Groups.running(group, state, rule) > 0) {
        int next = WorkGroups.slot(epoch + 1, shape);
        sums(loss, context, tree, next, x, y, residuals, w, sums, rule, shape);
      }
    }
  }

  /** All epochs, or, where groups exchange sums, as many as there are slots. */
  static void train(
      Loss32 loss,
      KernelContext context,
      float[] x,
      float[] y,
      float[] residuals,
      float[] w,
      double[] gradient,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape,
      IntArray meeting) {
    double[] tree = context.allocateDoubleLocalArray(WorkGroups.TREE_LENGTH);
    int group = context.groupIdx;
    int done = 0;
    int stuck = 0;
    int running = Groups.running(group, state, rule);
    while (running > 0) {
      int first = WorkGroups.slot(done, shape);
      sums(loss, context, tree, first, x, y, residuals, w, sums, rule, shape);
      done++;
      int arrivals = done * shape[Groups.GROUPS];
      stuck = WorkGroups.meet(context, tree, first, arrivals, sums, shape, meeting);
      step(context, tree, first, w, gradient, sums, state, rule, shape);
      int left = Math.min(Groups.running(group, state, rule), WorkGroups.slotsLeft(done, shape));
      running = Math.min(left, 1 - stuck);
    }
    WorkGroups.leave(context, stuck, state, meeting);
  }

  private static void sums(
      Loss32 loss,
      KernelContext context,
      double[] tree,
      int first,
      float[] x,
      float[] y,
      float[] residuals,
      float[] w,
      double[] sums,
      double[] rule,
      int[] shape) {
    int item = context.localIdx;
    int group = context.groupIdx;
    int n = shape[Groups.ROWS];
    int items = shape[WorkGroups.ITEMS];
    int last = shape[Groups.FEATURES] - 1;
    int own = group * shape[Groups.STRIDE];
    int from = group * shape[WorkGroups.GROUP_ROWS] + item;
    int end = WorkGroups.end(group, shape);
    double parameter = rule[StopRule.PARAMETER];
    double ones = 0;
    double dots = 0;
    double values = 0;
    for (int i = from; i < end; i += items) {
      float r = w[own] - y[i];
      for (int j = 0; j < last; j++) {
        r += w[own + j + 1] * x[j * n + i];
      }
      float x0 = x[last * n + i];
      r += w[own + last + 1] * x0;
      double wide = r;
      double slope = loss.slope(wide, parameter);
      if (last > 0) {
        residuals[i] = (float) slope;
      }
      ones += slope;
      dots += slope * x0;
      values += loss.value(wide, parameter);
    }
    int to = first + own;
    WorkGroups.sum(context, tree, ones, sums, to, shape);
    WorkGroups.sum(context, tree, dots, sums, to + last + 1, shape);
    WorkGroups.sum(context, tree, values, sums, to + last + 2, shape);
    for (int j = 0; j < last; j++) {
      double dot = 0;
      for (int i = from; i < end; i += items) {
        dot += (double) residuals[i] * x[j * n + i];
      }
      WorkGroups.sum(context, tree, dot, sums, to + j + 1, shape);
    }
  }

  private static void step(
      KernelContext context,
      double[] tree,
      int first,
      float[] w,
      double[] gradient,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape) {
    int item = context.localIdx;
    int group = context.groupIdx;
    int items = shape[WorkGroups.ITEMS];
    int parameters = shape[Groups.FEATURES] + 1;
    int own = group * shape[Groups.STRIDE];
    int at = group * Groups.STATE_STRIDE;
    double n = shape[Groups.ROWS];
    double squaredNorm = 0;
    for (int j = item; j < parameters; j += items) {
      double slope = 2 * Groups.total(first + j, sums, shape) / n;
      gradient[own + j] = slope;
      squaredNorm += slope * slope;
    }
    WorkGroups.sum(context, tree, squaredNorm, shape);
    if (item == 0) {
      double loss = Groups.total(first + parameters, sums, shape) / n;
      StopRule.judge(loss, tree[0], state, at, rule);
    }
    context.globalBarrier();
    if (state[at + StopRule.STATUS] < 0.5) {
      for (int j = item; j < parameters; j += items) {
        w[own + j] = (float) (w[own + j] - rule[StopRule.RATE] * gradient[own + j]);
      }
    }
    context.globalBarrier();
  }
}
