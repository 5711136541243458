package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Many linear regressions from the float32 moments of one pass over each fit's rows, a fit a lane,
 * for CPU devices.
 *
 * <p>Arrays: data as {@link BatchRows32} has it, but of framed values; frames, {@link BatchGram}'s;
 * scratch, fits and shape, {@link Batch}'s. Zeros behind a fit's last row add nothing.
 *
 * <p>Lanes add in float32 over RUN rows, then in float64.
 */
public final class BatchGram32 {

  private BatchGram32() {}

  /**
   * All moments and all epochs of all fits.
   *
   * @param features p, also in the shape: here it is a constant of the kernel, which so has the
   *     epochs of one feature or those of more
   */
  public static void train(
      KernelContext context,
      Rows32 data,
      double[] frames,
      Rows64 scratch,
      double[] fits,
      int[] shape,
      int features) {
    VectorFloat16 z = data.vectors();
    VectorDouble8 work = scratch.vectors();
    int p = shape[Batch.FEATURES];
    int own = context.globalIdx * BatchGram.work(p);
    int block = context.globalIdx;
    while (block < shape[Batch.BLOCKS]) {
      int at = block * shape[Batch.SIZE];
      sums(z, work, own, Batch.part(block), shape);
      BatchGram.settle(work, own, fits, at, frames, block * BatchGram.frames(p), p);
      int running = Batch.running(fits, at, shape);
      while (running > 0) {
        int epochs = Batch.begin(work, own, fits, at, shape);
        if (features == 1) {
          BatchGram.line(work, own, epochs, 1);
        } else {
          for (int epoch = 0; epoch < epochs; epoch++) {
            BatchGram.gradient(work, own, p);
            BatchGram.gradient(work, own + 1, p);
            Batch.step(work, own, shape, 1);
          }
        }
        BatchGram.spread(work, own, p);
        BatchGram.spread(work, own + 1, p);
        Batch.end(work, own, fits, at, shape);
        Batch.settle(fits, at, shape);
        running = Batch.running(fits, at, shape);
      }
      block += shape[Batch.GROUPS];
    }
  }

  private static void sums(VectorFloat16 z, VectorDouble8 work, int own, int part, int[] shape) {
    int p = shape[Batch.FEATURES];
    BatchGram.begin(work, own, p);
    int row = shape[part + Batch.FIRST];
    int rows = row + shape[part + Batch.ROWS];
    while (row < rows) {
      int stop = Math.min(row + shape[Batch.RUN], rows);
      for (int b = 0; b <= p; b++) {
        column(z, row, stop, work, own, b, p);
        for (int a = 0; a < b; a++) {
          product(z, row, stop, work, own, a, b, p);
        }
      }
      row = stop;
    }
  }

  /** Adds a column's sum over some rows, and that of its squares. */
  private static void column(
      VectorFloat16 z, int first, int stop, VectorDouble8 work, int own, int b, int p) {
    Float16 sum = Lanes.all(0f);
    Float16 squares = Lanes.all(0f);
    for (int row = first; row < stop; row++) {
      Float16 v = z.get(row * (p + 1) + b);
      sum = Float16.add(sum, v);
      squares = Float16.add(squares, Float16.mult(v, v));
    }
    Batch.addTo(work, own + BatchGram.mean(b, p), sum);
    Batch.addTo(work, own + BatchGram.product(b, b, p), squares);
  }

  /** Adds the sum over some rows of the product of two columns. */
  private static void product(
      VectorFloat16 z, int first, int stop, VectorDouble8 work, int own, int a, int b, int p) {
    Float16 sum = Lanes.all(0f);
    for (int row = first; row < stop; row++) {
      int x = row * (p + 1);
      sum = Float16.add(sum, Float16.mult(z.get(x + a), z.get(x + b)));
    }
    Batch.addTo(work, own + BatchGram.product(a, b, p), sum);
  }
}
