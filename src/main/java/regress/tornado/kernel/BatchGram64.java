package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * Many simple regressions in float64, from the moments of one pass over each fit's rows, a fit a
 * lane, for CPU devices.
 *
 * <p>Arrays: data as {@link BatchLine64} has it, but of framed values; frames, {@link BatchGram}'s;
 * scratch, fits and shape, {@link Batch}'s. Zeros behind a fit's last row add nothing.
 */
public final class BatchGram64 {

  private BatchGram64() {}

  /** All moments and all epochs of all fits. */
  public static void train(
      KernelContext context,
      Rows64 data,
      double[] frames,
      Rows64 scratch,
      double[] fits,
      int[] shape) {
    VectorDouble8 z = data.vectors();
    VectorDouble8 work = scratch.vectors();
    int own = context.globalIdx * BatchGram.WORK;
    int block = context.globalIdx;
    while (block < shape[Batch.BLOCKS]) {
      int at = block * shape[Batch.SIZE];
      sums(z, work, own, 0, Batch.part(block), shape);
      sums(z, work, own, 1, Batch.part(block), shape);
      BatchGram.settle(work, own, fits, at, frames, block * BatchGram.FRAMES);
      int running = Batch.running(fits, at, shape);
      while (running > 0) {
        int epochs = Batch.begin(work, own, fits, at, shape);
        BatchGram.span(work, own, epochs, 0);
        Batch.end(work, own, fits, at, shape);
        Batch.settle(fits, at, shape);
        running = Batch.running(fits, at, shape);
      }
      block += shape[Batch.GROUPS];
    }
  }

  private static void sums(
      VectorDouble8 z, VectorDouble8 work, int own, int half, int part, int[] shape) {
    int first = shape[part + Batch.FIRST];
    int rows = first + shape[part + Batch.ROWS];
    Double8 x = Lanes.all(0.0);
    Double8 y = Lanes.all(0.0);
    Double8 xx = Lanes.all(0.0);
    Double8 xy = Lanes.all(0.0);
    Double8 yy = Lanes.all(0.0);
    for (int row = first; row < rows; row++) {
      Double8 u = z.get(4 * row + half);
      Double8 v = z.get(4 * row + 2 + half);
      x = Double8.add(x, u);
      y = Double8.add(y, v);
      xx = Double8.add(xx, Double8.mult(u, u));
      xy = Double8.add(xy, Double8.mult(u, v));
      yy = Double8.add(yy, Double8.mult(v, v));
    }
    work.set(own + half + BatchGram.MEAN, x);
    work.set(own + half + BatchGram.TARGET, y);
    work.set(own + half + BatchGram.SQUARE, xx);
    work.set(own + half + BatchGram.CROSS, xy);
    work.set(own + half + BatchGram.TARGET_SQUARE, yy);
  }
}
