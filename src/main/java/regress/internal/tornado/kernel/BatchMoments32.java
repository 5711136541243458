package regress.internal.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * The moments of many fits' data, a fit a lane of float32 vectors, for CPU devices.
 *
 * <p>Arrays: data, moments and shape, {@link Batch}'s. Lanes add in float32 over RUN rows, then in
 * float64. One work-item of a group takes every GROUPS-th block.
 */
public final class BatchMoments32 {
  private BatchMoments32() {}

  /** moments[block] = the sums over all rows of the block's fits. */
  public static void moments(KernelContext context, Rows32 data, double[] moments, int[] shape) {
    VectorFloat16 z = data.vectors();
    int p = shape[Batch.FEATURES];
    int values = Rows32.LANES * Batch.terms(p);
    int group = context.globalIdx;
    for (int block = group; block < shape[Batch.BLOCKS]; block += shape[Batch.GROUPS]) {
      int to = block * values;
      for (int k = 0; k < values; k++) {
        moments[to + k] = 0;
      }
      int row = shape[Batch.FIRST + block];
      int end = shape[Batch.FIRST + block + 1];
      while (row < end) {
        int stop = Math.min(row + shape[Batch.RUN], end);
        for (int b = 0; b <= p; b++) {
          column(z, row, stop, moments, to, b, p);
          for (int a = 0; a < b; a++) {
            product(z, row, stop, moments, to, a, b, p);
          }
        }
        row = stop;
      }
    }
  }

  /** Adds a column's sum over some rows, and that of its squares. */
  private static void column(
      VectorFloat16 z, int first, int stop, double[] moments, int to, int b, int p) {
    Float16 sum = Lanes.all(0f);
    Float16 squares = Lanes.all(0f);
    for (int row = first; row < stop; row++) {
      Float16 v = z.get(row * (p + 1) + b);
      sum = Float16.add(sum, v);
      squares = Float16.add(squares, Float16.mult(v, v));
    }
    Lanes.addTo(moments, to + Rows32.LANES * b, sum);
    Lanes.addTo(moments, to + Rows32.LANES * Batch.product(b, b, p), squares);
  }

  /** Adds the sum over some rows of the product of two columns. */
  private static void product(
      VectorFloat16 z, int first, int stop, double[] moments, int to, int a, int b, int p) {
    Float16 sum = Lanes.all(0f);
    for (int row = first; row < stop; row++) {
      int x = row * (p + 1);
      sum = Float16.add(sum, Float16.mult(z.get(x + a), z.get(x + b)));
    }
    Lanes.addTo(moments, to + Rows32.LANES * Batch.product(a, b, p), sum);
  }
}
