package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * Linear regression on p features by gradient descent in float64, eight rows a vector, for CPU
 * devices.
 *
 * <pre>
 *   r_i = w_0 + sum_j w_j x_ij - y_i        sums = (sum r_i, sum r_i x_i1, ..., sum r_i x_ip, sum r_i^2)
 * </pre>
 *
 * Arrays: x, BLOCKS blocks, each p columns of four vectors, zeros behind row n; y, BLOCKS blocks of
 * four vectors, and then a block more, the weights of the last block's rows (1 or, behind row n,
 * 0); lanes, p vectors a group; w, p + 1 parameters a group; sums, {@link Groups#sumRows} rows of p
 * + 2; state, one a group; rule, {@link StopRule}'s; shape and meeting, {@link Groups}'s; control,
 * {@link Control}'s. The unit of parallel work is one group's rows.
 *
 * <p>A block's residuals stay in registers between its two passes over the columns. Lanes add over
 * RUN blocks, then all together.
 */
public final class Blocked64 {

  private Blocked64() {}

  /** The first epoch's sums. */
  public static void first(
      KernelContext context,
      Rows64 x,
      Rows64 y,
      Rows64 lanes,
      double[] w,
      double[] sums,
      double[] state,
      int[] shape) {
    int group = context.globalIdx;
    int to = Groups.slot(group, state, shape) + group * shape[Groups.STRIDE];
    sums(group, group, x.vectors(), y.vectors(), lanes.vectors(), w, sums, to, shape);
  }

  /** The end of an epoch and, unless it was the last, the sums of the next. */
  public static void epoch(
      KernelContext context,
      Rows64 x,
      Rows64 y,
      Rows64 lanes,
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
        sums(group, group, x.vectors(), y.vectors(), lanes.vectors(), w, sums, to, shape);
      }
    }
  }

  /** All epochs. */
  public static void train(
      KernelContext context,
      Rows64 x,
      Rows64 y,
      Rows64 lanes,
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
          sums(group, share, x.vectors(), y.vectors(), lanes.vectors(), w, sums, to, shape);
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
      VectorDouble8 lanes,
      double[] w,
      double[] sums,
      int to,
      int[] shape) {
    int own = group * shape[Groups.STRIDE];
    int p = shape[Groups.FEATURES];
    for (int j = 0; j < p + 2; j++) {
      sums[to + j] = 0;
    }
    int block = Groups.first(share, shape);
    int end = Groups.first(share + 1, shape);
    int last = shape[Groups.BLOCKS] - 1;
    while (block < end) {
      int stop = end - block > shape[Groups.RUN] ? block + shape[Groups.RUN] : end;
      for (int j = 0; j < p; j++) {
        lanes.set(own + j, Lanes.all(0.0));
      }
      Double8 sumR = Lanes.all(0.0);
      Double8 sumRr = Lanes.all(0.0);
      while (block < stop) {
        int i = block * Groups.VECTORS;
        int column = i * p;
        Double8 b = Lanes.all(w[own]);
        Double8 r0 = Double8.sub(b, y.get(i));
        Double8 r1 = Double8.sub(b, y.get(i + 1));
        Double8 r2 = Double8.sub(b, y.get(i + 2));
        Double8 r3 = Double8.sub(b, y.get(i + 3));
        for (int j = 0; j < p; j++) {
          Double8 a = Lanes.all(w[own + j + 1]);
          int k = column + j * Groups.VECTORS;
          r0 = Double8.add(r0, Double8.mult(x.get(k), a));
          r1 = Double8.add(r1, Double8.mult(x.get(k + 1), a));
          r2 = Double8.add(r2, Double8.mult(x.get(k + 2), a));
          r3 = Double8.add(r3, Double8.mult(x.get(k + 3), a));
        }
        if (block == last) {
          int weights = i + Groups.VECTORS;
          r0 = Double8.mult(r0, y.get(weights));
          r1 = Double8.mult(r1, y.get(weights + 1));
          r2 = Double8.mult(r2, y.get(weights + 2));
          r3 = Double8.mult(r3, y.get(weights + 3));
        }
        sumR = Double8.add(sumR, Lanes.sum(r0, r1, r2, r3));
        sumRr = Double8.add(sumRr, Lanes.dot(r0, r0, r1, r1, r2, r2, r3, r3));
        for (int j = 0; j < p; j++) {
          int k = column + j * Groups.VECTORS;
          Double8 dot =
              Lanes.dot(r0, x.get(k), r1, x.get(k + 1), r2, x.get(k + 2), r3, x.get(k + 3));
          lanes.set(own + j, Double8.add(lanes.get(own + j), dot));
        }
        block++;
      }
      sums[to] += Lanes.sum(sumR);
      for (int j = 0; j < p; j++) {
        sums[to + j + 1] += Lanes.sum(lanes.get(own + j));
      }
      sums[to + p + 1] += Lanes.sum(sumRr);
    }
  }
}
