package regress.internal.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;

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
 * + 2; state, one a group; rule, {@link regress.internal.kernel.StopRule}'s; shape and meeting,
 * {@link Groups}'s; control, {@link Control}'s. The unit of parallel work is one group's rows.
 * Lanes add in float32 over RUN blocks, then in float64.
 */
final class VectorDescent32 {

  private VectorDescent32() {}

  /** A pass over rows. */
  interface Sums {
    /** Leaves the sums of a share of the rows, at the group's parameters, from an index on. */
    void add(
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
        int[] shape);
  }

  /** The first epoch's sums. */
  static void first(
      Sums pass,
      VectorLoss32 loss,
      KernelContext context,
      Rows32 features,
      Rows32 target,
      Rows32 scratch,
      float[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape) {
    VectorFloat16 x = features.vectors();
    VectorFloat16 y = target.vectors();
    VectorFloat16 lanes = scratch.vectors();
    int group = context.globalIdx;
    int to = Groups.slot(group, state, shape) + group * shape[Groups.STRIDE];
    pass.add(loss, group, group, x, y, lanes, w, sums, to, rule, shape);
  }

  /** The end of an epoch and, unless it was the last, the sums of the next. */
  static void epoch(
      Sums pass,
      VectorLoss32 loss,
      KernelContext context,
      Rows32 features,
      Rows32 target,
      Rows32 scratch,
      float[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape) {
    VectorFloat16 x = features.vectors();
    VectorFloat16 y = target.vectors();
    VectorFloat16 lanes = scratch.vectors();
    int group = context.globalIdx;
    if (Groups.running(group, state, rule) > 0) {
      Step32.step(group, w, sums, Groups.slot(group, state, shape), state, rule, shape);
      if (Groups.running(group, state, rule) > 0) {
        int to = Groups.slot(group, state, shape) + group * shape[Groups.STRIDE];
        pass.add(loss, group, group, x, y, lanes, w, sums, to, rule, shape);
      }
    }
  }

  /** All epochs. */
  static void train(
      Sums pass,
      VectorLoss32 loss,
      KernelContext context,
      Rows32 features,
      Rows32 target,
      Rows32 scratch,
      float[] w,
      double[] sums,
      double[] state,
      double[] rule,
      int[] shape,
      IntArray meeting,
      DoubleArray control) {
    VectorFloat16 x = features.vectors();
    VectorFloat16 y = target.vectors();
    VectorFloat16 lanes = scratch.vectors();
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
          pass.add(loss, group, share, x, y, lanes, w, sums, to, rule, shape);
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
}
