package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * Simple regression by gradient descent in float64, eight rows a vector, for CPU devices.
 *
 * <pre>
 *   r_i = a x_i + b - y_i        sums = (sum r_i, sum r_i x_i, sum r_i^2)
 * </pre>
 *
 * Arrays: x, BLOCKS blocks of four vectors, zeros behind row n; y likewise, and then a block more,
 * the weights of the last block's rows (1 or, behind row n, 0); w, one pair (b, a) a group; sums,
 * Groups' rows; state, one a group; rule, {@link StopRule}'s; shape and meeting, {@link Groups}'s;
 * control, {@link Control}'s. The unit of parallel work is one group's rows.
 *
 * <p>Lanes add over RUN blocks, then all together, in the order of {@link Line32}.
 */
public final class Line64 {

  private Line64() {}

  /** The first epoch's sums. */
  public static void first(
      KernelContext context,
      Rows64 x,
      Rows64 y,
      double[] w,
      double[] sums,
      double[] state,
      int[] shape) {
    int group = context.globalIdx;
    int to = Groups.slot(group, state, shape) + group * shape[Groups.STRIDE];
    sums(group, group, x.vectors(), y.vectors(), w, sums, to, shape);
  }

  /** The end of an epoch and, unless it was the last, the sums of the next. */
  public static void epoch(
      KernelContext context,
      Rows64 x,
      Rows64 y,
      double[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape) {
    int group = context.globalIdx;
    if (Groups.running(group, state, rule) > 0) {
      Step64.step(group, w, sums, Groups.slot(group, state, shape), state, rule, shape);
      if (Groups.running(group, state, rule) > 0) {
        int to = Groups.slot(group, state, shape) + group * shape[Groups.STRIDE];
        sums(group, group, x.vectors(), y.vectors(), w, sums, to, shape);
      }
    }
  }

  /** All epochs. */
  public static void train(
      KernelContext context,
      Rows64 x,
      Rows64 y,
      double[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape,
      IntArray meeting,
      DoubleArray control) {
    int group = context.globalIdx;
    Step64.begin(group, control, w, state, rule, shape);
    int running = Groups.running(group, state, rule);
    int gathered = Groups.gathered(group, shape);
    while (running > 0) {
      int ahead = 0;
      if (shape[Groups.GROUPS] > 1) {
        Step64.leave(group, w, sums, state, shape);
      }
      for (int turn = 0; turn < shape[Groups.GROUPS]; turn++) {
        int share = Groups.share(group, turn, shape);
        int missing = Groups.missing(context, group, turn, state, shape, meeting);
        if (missing > 0) {
          int to = gathered + share * shape[Groups.STRIDE];
          sums(group, share, x.vectors(), y.vectors(), w, sums, to, shape);
        }
        if (shape[Groups.GROUPS] > 1) {
          ahead += Groups.exchange(context, group, turn, missing, sums, state, shape, meeting);
        }
      }
      Step64.follow(context, group, ahead, w, sums, state, shape, meeting);
      if (ahead < 1) {
        Step64.step(group, w, sums, gathered, state, rule, shape);
      }
      running = Groups.running(group, state, rule);
    }
    Step64.end(group, control, w, state, shape);
  }

  /** The sums of a share of the rows, at the group's parameters. */
  private static void sums(
      int group,
      int share,
      VectorDouble8 x,
      VectorDouble8 y,
      double[] w,
      double[] sums,
      int to,
      int[] shape) {
    int own = group * shape[Groups.STRIDE];
    Double8 b = Lanes.all(w[own]);
    Double8 a = Lanes.all(w[own + 1]);
    int i = Groups.first(share, shape) * Groups.VECTORS;
    int end = Groups.first(share + 1, shape) * Groups.VECTORS;
    int last = (shape[Groups.BLOCKS] - 1) * Groups.VECTORS;
    int whole = Math.min(end, last);
    double ones = 0;
    double slopes = 0;
    double squares = 0;
    while (i < end) {
      Double8 sumR = Lanes.all(0.0);
      Double8 sumRx = Lanes.all(0.0);
      Double8 sumRr = Lanes.all(0.0);
      int stop = Math.min(i + shape[Groups.RUN] * Groups.VECTORS, whole);
      while (i < stop) {
        Double8 x0 = x.get(i);
        Double8 r = residual(a, b, x0, y.get(i));
        sumR = Double8.add(sumR, r);
        sumRx = Double8.add(sumRx, Double8.mult(r, x0));
        sumRr = Double8.add(sumRr, Double8.mult(r, r));
        i++;
      }
      // Behind the whole blocks, if the last one is this group's.
      stop = i < whole ? i : end;
      while (i < stop) {
        Double8 x0 = x.get(i);
        Double8 r = Double8.mult(residual(a, b, x0, y.get(i)), y.get(i + Groups.VECTORS));
        sumR = Double8.add(sumR, r);
        sumRx = Double8.add(sumRx, Double8.mult(r, x0));
        sumRr = Double8.add(sumRr, Double8.mult(r, r));
        i++;
      }
      ones += Lanes.sum(sumR);
      slopes += Lanes.sum(sumRx);
      squares += Lanes.sum(sumRr);
    }
    sums[to] = ones;
    sums[to + 1] = slopes;
    sums[to + 2] = squares;
  }

  private static Double8 residual(Double8 a, Double8 b, Double8 x, Double8 y) {
    return Double8.sub(Double8.add(Double8.mult(x, a), b), y);
  }
}
