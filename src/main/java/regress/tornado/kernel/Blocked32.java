package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Linear regression on p features by gradient descent on any loss in float32, 16 rows a vector, for
 * CPU devices.
 *
 * <pre>
 *   r_i = w_0 + sum_j w_j x_ij - y_i        s_i = slope(r_i)
 *   sums = (sum s_i, sum s_i x_i1, ..., sum s_i x_ip, sum value(r_i))
 * </pre>
 *
 * Arrays: x, BLOCKS blocks, each p columns of four vectors, zeros behind row n; y, BLOCKS blocks of
 * four vectors, and then a block more, the weights of the last block's rows (1 or, behind row n,
 * 0); lanes, p vectors a group; w, p + 1 parameters a group; sums, {@link Groups#sumRows} rows of p
 * + 2; state, one a group; rule, {@link StopRule}'s; shape and meeting, {@link Groups}'s; control,
 * {@link Control}'s. The unit of parallel work is one group's rows.
 *
 * <p>A block's slopes stay in registers between its two passes over the columns. Lanes add in
 * float32 over RUN blocks, then in float64.
 */
public final class Blocked32 {

  private Blocked32() {}

  /** The first epoch's sums. */
  static void first(
      VectorLoss32 loss,
      KernelContext context,
      Rows32 x,
      Rows32 y,
      Rows32 lanes,
      float[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape) {
    int group = context.globalIdx;
    int to = Groups.slot(group, state, shape) + group * shape[Groups.STRIDE];
    sums(loss, group, group, x.vectors(), y.vectors(), lanes.vectors(), w, sums, to, rule, shape);
  }

  /** The end of an epoch and, unless it was the last, the sums of the next. */
  static void epoch(
      VectorLoss32 loss,
      KernelContext context,
      Rows32 x,
      Rows32 y,
      Rows32 lanes,
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
        sums(
            loss,
            group,
            group,
            x.vectors(),
            y.vectors(),
            lanes.vectors(),
            w,
            sums,
            to,
            rule,
            shape);
      }
    }
  }

  /** All epochs. */
  static void train(
      VectorLoss32 loss,
      KernelContext context,
      Rows32 x,
      Rows32 y,
      Rows32 lanes,
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
          sums(
              loss,
              group,
              share,
              x.vectors(),
              y.vectors(),
              lanes.vectors(),
              w,
              sums,
              to,
              rule,
              shape);
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
      VectorFloat16 lanes,
      float[] w,
      double[] sums,
      int to,
      double[] rule,
      int[] shape) {
    int own = group * shape[Groups.STRIDE];
    int p = shape[Groups.FEATURES];
    for (int j = 0; j < p + 2; j++) {
      sums[to + j] = 0;
    }
    int block = Groups.first(share, shape);
    int end = Groups.first(share + 1, shape);
    int last = shape[Groups.BLOCKS] - 1;
    Float16 parameter = Lanes.all((float) rule[StopRule.PARAMETER]);
    while (block < end) {
      int stop = end - block > shape[Groups.RUN] ? block + shape[Groups.RUN] : end;
      for (int j = 0; j < p; j++) {
        lanes.set(own + j, Lanes.all(0f));
      }
      Float16 ones = Lanes.all(0f);
      Float16 values = Lanes.all(0f);
      while (block < stop) {
        int i = block * Groups.VECTORS;
        int column = i * p;
        Float16 b = Lanes.all(w[own]);
        Float16 r0 = Float16.sub(b, y.get(i));
        Float16 r1 = Float16.sub(b, y.get(i + 1));
        Float16 r2 = Float16.sub(b, y.get(i + 2));
        Float16 r3 = Float16.sub(b, y.get(i + 3));
        for (int j = 0; j < p; j++) {
          Float16 a = Lanes.all(w[own + j + 1]);
          int k = column + j * Groups.VECTORS;
          r0 = Float16.add(r0, Float16.mult(x.get(k), a));
          r1 = Float16.add(r1, Float16.mult(x.get(k + 1), a));
          r2 = Float16.add(r2, Float16.mult(x.get(k + 2), a));
          r3 = Float16.add(r3, Float16.mult(x.get(k + 3), a));
        }
        if (block == last) {
          int weights = i + Groups.VECTORS;
          r0 = Float16.mult(r0, y.get(weights));
          r1 = Float16.mult(r1, y.get(weights + 1));
          r2 = Float16.mult(r2, y.get(weights + 2));
          r3 = Float16.mult(r3, y.get(weights + 3));
        }
        Float16 value =
            Lanes.sum(
                loss.value(r0, parameter),
                loss.value(r1, parameter),
                loss.value(r2, parameter),
                loss.value(r3, parameter));
        values = Float16.add(values, value);
        Float16 s0 = loss.slope(r0, parameter);
        Float16 s1 = loss.slope(r1, parameter);
        Float16 s2 = loss.slope(r2, parameter);
        Float16 s3 = loss.slope(r3, parameter);
        ones = Float16.add(ones, Lanes.sum(s0, s1, s2, s3));
        for (int j = 0; j < p; j++) {
          int k = column + j * Groups.VECTORS;
          Float16 dot =
              Lanes.dot(s0, x.get(k), s1, x.get(k + 1), s2, x.get(k + 2), s3, x.get(k + 3));
          lanes.set(own + j, Float16.add(lanes.get(own + j), dot));
        }
        block++;
      }
      sums[to] += Lanes.sum(ones);
      for (int j = 0; j < p; j++) {
        sums[to + j + 1] += Lanes.sum(lanes.get(own + j));
      }
      sums[to + p + 1] += Lanes.sum(values);
    }
  }
}
