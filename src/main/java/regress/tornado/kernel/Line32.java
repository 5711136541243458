package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Simple regression by gradient descent on any loss in float32, 16 rows a vector, for CPU devices.
 *
 * <pre>
 *   r_i = a x_i + b - y_i        sums = (sum slope(r_i), sum slope(r_i) x_i, sum value(r_i))
 * </pre>
 *
 * Arrays: x, BLOCKS blocks of four vectors, zeros behind row n; y likewise, and then a block more,
 * the weights of the last block's rows (1 or, behind row n, 0); w, one pair (b, a) a group; sums,
 * Groups' rows; state, one a group; rule, {@link StopRule}'s; shape and meeting, {@link Groups}'s;
 * control, {@link Control}'s. The unit of parallel work is one group's rows.
 *
 * <p>Lanes add in float32 over RUN blocks, then in float64.
 */
public final class Line32 {

  private Line32() {}

  /** The first epoch's sums. */
  static void first(
      VectorLoss32 loss,
      KernelContext context,
      Rows32 x,
      Rows32 y,
      float[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape) {
    int group = context.globalIdx;
    int to = Groups.slot(group, state, shape) + group * shape[Groups.STRIDE];
    sums(loss, group, group, x.vectors(), y.vectors(), w, sums, to, rule, shape);
  }

  /** The end of an epoch and, unless it was the last, the sums of the next. */
  static void epoch(
      VectorLoss32 loss,
      KernelContext context,
      Rows32 x,
      Rows32 y,
      float[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape) {
    int group = context.globalIdx;
    if (Groups.running(group, state, rule) > 0) {
      Step32.step(group, w, sums, Groups.slot(group, state, shape), state, rule, shape);
      if (Groups.running(group, state, rule) > 0) {
        int to = Groups.slot(group, state, shape) + group * shape[Groups.STRIDE];
        sums(loss, group, group, x.vectors(), y.vectors(), w, sums, to, rule, shape);
      }
    }
  }

  /** All epochs. */
  static void train(
      VectorLoss32 loss,
      KernelContext context,
      Rows32 x,
      Rows32 y,
      float[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape,
      IntArray meeting,
      DoubleArray control) {
    int group = context.globalIdx;
    Step32.begin(group, control, w, state, rule, shape);
    int running = Groups.running(group, state, rule);
    int gathered = Groups.gathered(group, shape);
    while (running > 0) {
      int ahead = 0;
      if (shape[Groups.GROUPS] > 1) {
        Step32.leave(group, w, sums, state, shape);
      }
      for (int turn = 0; turn < shape[Groups.GROUPS]; turn++) {
        int share = Groups.share(group, turn, shape);
        int missing = Groups.missing(context, group, turn, state, shape, meeting);
        if (missing > 0) {
          int to = gathered + share * shape[Groups.STRIDE];
          sums(loss, group, share, x.vectors(), y.vectors(), w, sums, to, rule, shape);
        }
        if (shape[Groups.GROUPS] > 1) {
          ahead += Groups.exchange(context, group, turn, missing, sums, state, shape, meeting);
        }
      }
      Step32.follow(context, group, ahead, w, sums, state, shape, meeting);
      if (ahead < 1) {
        Step32.step(group, w, sums, gathered, state, rule, shape);
      }
      running = Groups.running(group, state, rule);
    }
    Step32.end(group, control, w, state, shape);
  }

  /** The sums of a share of the rows, at the group's parameters. */
  private static void sums(
      VectorLoss32 loss,
      int group,
      int share,
      VectorFloat16 x,
      VectorFloat16 y,
      float[] w,
      double[] sums,
      int to,
      double[] rule,
      int[] shape) {
    int own = group * shape[Groups.STRIDE];
    Float16 b = Lanes.all(w[own]);
    Float16 a = Lanes.all(w[own + 1]);
    Float16 parameter = Lanes.all((float) rule[StopRule.PARAMETER]);
    int i = Groups.first(share, shape) * Groups.VECTORS;
    int end = Groups.first(share + 1, shape) * Groups.VECTORS;
    int last = (shape[Groups.BLOCKS] - 1) * Groups.VECTORS;
    int whole = Math.min(end, last);
    double ones = 0;
    double dots = 0;
    double values = 0;
    while (i < end) {
      Float16 one = Lanes.all(0f);
      Float16 dot = Lanes.all(0f);
      Float16 value = Lanes.all(0f);
      int stop = Math.min(i + shape[Groups.RUN] * Groups.VECTORS, whole);
      while (i < stop) {
        Float16 x0 = x.get(i);
        Float16 r = residual(a, b, x0, y.get(i));
        Float16 slope = loss.slope(r, parameter);
        one = Float16.add(one, slope);
        dot = Float16.add(dot, Float16.mult(slope, x0));
        value = Float16.add(value, loss.value(r, parameter));
        i++;
      }
      // Behind the whole blocks, if the last one is this group's.
      stop = i < whole ? i : end;
      while (i < stop) {
        Float16 x0 = x.get(i);
        Float16 r = Float16.mult(residual(a, b, x0, y.get(i)), y.get(i + Groups.VECTORS));
        Float16 slope = loss.slope(r, parameter);
        one = Float16.add(one, slope);
        dot = Float16.add(dot, Float16.mult(slope, x0));
        value = Float16.add(value, loss.value(r, parameter));
        i++;
      }
      ones += Lanes.sum(one);
      dots += Lanes.sum(dot);
      values += Lanes.sum(value);
    }
    sums[to] = ones;
    sums[to + 1] = dots;
    sums[to + 2] = values;
  }

  private static Float16 residual(Float16 a, Float16 b, Float16 x, Float16 y) {
    return Float16.sub(Float16.add(Float16.mult(x, a), b), y);
  }
}
