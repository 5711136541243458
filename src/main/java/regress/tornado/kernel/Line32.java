package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Simple regression by gradient descent in float32, 16 rows a vector, for CPU devices.
 *
 * <pre>
 *   r_i = a x_i + b - y_i        sums = (sum r_i, sum r_i x_i, sum r_i^2)
 * </pre>
 *
 * Arrays: x, BLOCKS blocks of four vectors, zeros behind row n; y likewise, and then a block more,
 * the weights of the last block's rows (1 or, behind row n, 0); w, one pair (b, a) a group; sums,
 * two slots of one triple a group; state, one a group; rule, {@link StopRule}'s; shape and meeting,
 * {@link Groups}'s; control, {@link Control}'s. The unit of parallel work is one group's rows.
 *
 * <p>Lanes add in float32 over RUN blocks, then in float64.
 */
public final class Line32 {

  private Line32() {}

  /** The first epoch's sums. */
  public static void first(
      KernelContext context,
      Rows32 x,
      Rows32 y,
      float[] w,
      double[] sums,
      double[] state,
      int[] shape) {
    sums(context.globalIdx, x.vectors(), y.vectors(), w, sums, state, shape);
  }

  /** The end of an epoch and, unless it was the last, the sums of the next. */
  public static void epoch(
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
      Step32.step(group, w, sums, state, rule, shape);
      if (Groups.running(group, state, rule) > 0) {
        sums(group, x.vectors(), y.vectors(), w, sums, state, shape);
      }
    }
  }

  /** All epochs. */
  public static void train(
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
    while (running > 0) {
      sums(group, x.vectors(), y.vectors(), w, sums, state, shape);
      int met = 1;
      if (shape[Groups.GROUPS] > 1) {
        met = Groups.meet(context, group, state, shape, meeting);
      }
      Step32.step(group, w, sums, state, rule, shape);
      if (met == 0) {
        state[group * Groups.STATE_STRIDE + StopRule.STATUS] = Groups.STUCK;
      }
      running = Groups.running(group, state, rule);
    }
    Step32.end(group, control, w, state, shape);
  }

  private static void sums(
      int group,
      VectorFloat16 x,
      VectorFloat16 y,
      float[] w,
      double[] sums,
      double[] state,
      int[] shape) {
    int own = group * shape[Groups.STRIDE];
    Float16 b = Lanes.all(w[own]);
    Float16 a = Lanes.all(w[own + 1]);
    int block = Groups.first(group, shape);
    int end = Groups.first(group + 1, shape);
    int last = shape[Groups.BLOCKS] - 1;
    int whole = end <= last ? end : last;
    double ones = 0;
    double slopes = 0;
    double squares = 0;
    while (block < whole) {
      int stop = whole - block > shape[Groups.RUN] ? block + shape[Groups.RUN] : whole;
      Float16 sumR = Lanes.all(0f);
      Float16 sumRx = Lanes.all(0f);
      Float16 sumRr = Lanes.all(0f);
      while (block < stop) {
        int i = block * Groups.VECTORS;
        Float16 x0 = x.get(i);
        Float16 x1 = x.get(i + 1);
        Float16 x2 = x.get(i + 2);
        Float16 x3 = x.get(i + 3);
        Float16 r0 = residual(a, b, x0, y.get(i));
        Float16 r1 = residual(a, b, x1, y.get(i + 1));
        Float16 r2 = residual(a, b, x2, y.get(i + 2));
        Float16 r3 = residual(a, b, x3, y.get(i + 3));
        sumR = Float16.add(sumR, Lanes.sum(r0, r1, r2, r3));
        sumRx = Float16.add(sumRx, Lanes.dot(r0, x0, r1, x1, r2, x2, r3, x3));
        sumRr = Float16.add(sumRr, Lanes.dot(r0, r0, r1, r1, r2, r2, r3, r3));
        block++;
      }
      ones += Lanes.sum(sumR);
      slopes += Lanes.sum(sumRx);
      squares += Lanes.sum(sumRr);
    }
    if (block < end) {
      int i = last * Groups.VECTORS;
      int weights = i + Groups.VECTORS;
      Float16 x0 = x.get(i);
      Float16 x1 = x.get(i + 1);
      Float16 x2 = x.get(i + 2);
      Float16 x3 = x.get(i + 3);
      Float16 r0 = Float16.mult(residual(a, b, x0, y.get(i)), y.get(weights));
      Float16 r1 = Float16.mult(residual(a, b, x1, y.get(i + 1)), y.get(weights + 1));
      Float16 r2 = Float16.mult(residual(a, b, x2, y.get(i + 2)), y.get(weights + 2));
      Float16 r3 = Float16.mult(residual(a, b, x3, y.get(i + 3)), y.get(weights + 3));
      ones += Lanes.sum(Lanes.sum(r0, r1, r2, r3));
      slopes += Lanes.sum(Lanes.dot(r0, x0, r1, x1, r2, x2, r3, x3));
      squares += Lanes.sum(Lanes.dot(r0, r0, r1, r1, r2, r2, r3, r3));
    }
    int to = Groups.sums(group, state, shape);
    sums[to] = ones;
    sums[to + 1] = slopes;
    sums[to + 2] = squares;
  }

  private static Float16 residual(Float16 a, Float16 b, Float16 x, Float16 y) {
    return Float16.sub(Float16.add(Float16.mult(x, a), b), y);
  }
}
