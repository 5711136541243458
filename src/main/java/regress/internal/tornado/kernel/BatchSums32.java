package regress.internal.tornado.kernel;

import regress.internal.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * A loss and its gradient for many fits, a fit a lane of float32 vectors, for CPU devices.
 *
 * <pre>
 *   r_i = w_0 + sum_j w_j x_ij - y_i        sums = (sum s(r_i), sum s(r_i) x_i1, ..., sum s(r_i) x_ip, sum value(r_i))
 * </pre>
 *
 * <p>Arrays: data and shape, {@link Batch}'s, the data with a vector of ones in front of every
 * row's features, 0 where a fit has no row, so that r is 0 there; parameters, p + 1 vectors a
 * block; lanes, p + 1 vectors a group; sums, p + 2 terms of a value a lane for every block. Lanes
 * add in float32 over RUN rows, then in float64. One work-item of a group takes every GROUPS-th
 * block.
 */
public final class BatchSums32 {
  private BatchSums32() {}

  static void sums(
      VectorLoss32 loss,
      KernelContext context,
      Rows32 data,
      Rows32 parameters,
      Rows32 lanes,
      double[] sums,
      double[] rule,
      int[] shape) {
    VectorFloat16 z = data.vectors();
    VectorFloat16 w = parameters.vectors();
    VectorFloat16 s = lanes.vectors();
    int group = context.globalIdx;
    int own = group * (shape[Batch.FEATURES] + 1);
    for (int block = group; block < shape[Batch.BLOCKS]; block += shape[Batch.GROUPS]) {
      block(loss, block, own, z, w, s, sums, rule, shape);
    }
  }

  /**
   * The sums of one block's fits. A method of its own: TornadoVM 5.2 cannot copy the graph of one
   * that both takes an array's vectors and calls a loss in a loop.
   */
  private static void block(
      VectorLoss32 loss,
      int block,
      int own,
      VectorFloat16 z,
      VectorFloat16 w,
      VectorFloat16 s,
      double[] sums,
      double[] rule,
      int[] shape) {
    Float16 parameter = Lanes.all((float) rule[StopRule.PARAMETER]);
    int p = shape[Batch.FEATURES];
    int values = Rows32.LANES * (p + 2);
    int to = block * values;
    for (int k = 0; k < values; k++) {
      sums[to + k] = 0;
    }
    int row = shape[Batch.FIRST + block];
    int end = shape[Batch.FIRST + block + 1];
    while (row < end) {
      int stop = Math.min(row + shape[Batch.RUN], end);
      for (int j = 0; j <= p; j++) {
        s.set(own + j, Lanes.all(0f));
      }
      Float16 value = Lanes.all(0f);
      for (; row < stop; row++) {
        int x = row * (p + 2);
        Float16 r = residual(z, x, w, block * (p + 1), p);
        Float16 slope = loss.slope(r, parameter);
        value = Float16.add(value, loss.value(r, parameter));
        for (int j = 0; j <= p; j++) {
          s.set(own + j, Float16.add(s.get(own + j), Float16.mult(slope, z.get(x + j))));
        }
      }
      for (int j = 0; j <= p; j++) {
        Lanes.addTo(sums, to + Rows32.LANES * j, s.get(own + j));
      }
      Lanes.addTo(sums, to + Rows32.LANES * (p + 1), value);
    }
  }

  private static Float16 residual(VectorFloat16 z, int x, VectorFloat16 w, int own, int p) {
    Float16 r = Float16.mult(z.get(x), w.get(own));
    for (int j = 1; j <= p; j++) {
      r = Float16.add(r, Float16.mult(z.get(x + j), w.get(own + j)));
    }
    return Float16.sub(r, z.get(x + p + 1));
  }
}
