package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Many simple regressions from the float32 moments of one pass over each fit's rows, a fit a lane,
 * for CPU devices.
 *
 * <p>Arrays: data as {@link BatchLine32} has it, but of framed values; frames, {@link BatchGram}'s;
 * scratch, fits and shape, {@link Batch}'s. Zeros behind a fit's last row add nothing.
 *
 * <p>Lanes add in float32 over RUN rows, then in float64.
 */
public final class BatchGram32 {

  private BatchGram32() {}

  /** All moments and all epochs of all fits. */
  public static void train(
      KernelContext context,
      Rows32 data,
      double[] frames,
      Rows64 scratch,
      double[] fits,
      int[] shape) {
    VectorFloat16 z = data.vectors();
    VectorDouble8 work = scratch.vectors();
    int own = context.globalIdx * BatchGram.WORK;
    int block = context.globalIdx;
    while (block < shape[Batch.BLOCKS]) {
      int at = block * shape[Batch.SIZE];
      sums(z, work, own, Batch.part(block), shape);
      BatchGram.settle(work, own, fits, at, frames, block * BatchGram.FRAMES);
      int running = Batch.running(fits, at, shape);
      while (running > 0) {
        int epochs = Batch.begin(work, own, fits, at, shape);
        BatchGram.span(work, own, epochs, 1);
        Batch.end(work, own, fits, at, shape);
        Batch.settle(fits, at, shape);
        running = Batch.running(fits, at, shape);
      }
      block += shape[Batch.GROUPS];
    }
  }

  private static void sums(VectorFloat16 z, VectorDouble8 work, int own, int part, int[] shape) {
    for (int k = BatchGram.MEAN; k < BatchGram.WORK; k++) {
      work.set(own + k, Lanes.all(0.0));
    }
    int row = shape[part + Batch.FIRST];
    int rows = row + shape[part + Batch.ROWS];
    while (row < rows) {
      int stop = Math.min(row + shape[Batch.RUN], rows);
      Float16 x = Lanes.all(0f);
      Float16 y = Lanes.all(0f);
      Float16 xx = Lanes.all(0f);
      Float16 xy = Lanes.all(0f);
      Float16 yy = Lanes.all(0f);
      while (row < stop) {
        Float16 u = z.get(2 * row);
        Float16 v = z.get(2 * row + 1);
        x = Float16.add(x, u);
        y = Float16.add(y, v);
        xx = Float16.add(xx, Float16.mult(u, u));
        xy = Float16.add(xy, Float16.mult(u, v));
        yy = Float16.add(yy, Float16.mult(v, v));
        row++;
      }
      Batch.addTo(work, own + BatchGram.MEAN, x);
      Batch.addTo(work, own + BatchGram.TARGET, y);
      Batch.addTo(work, own + BatchGram.SQUARE, xx);
      Batch.addTo(work, own + BatchGram.CROSS, xy);
      Batch.addTo(work, own + BatchGram.TARGET_SQUARE, yy);
    }
  }
}
