package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * Many linear regressions in float64, from the moments of one pass over each fit's rows, a fit a
 * lane, for CPU devices.
 *
 * <p>Arrays: data as {@link BatchRows64} has it, but of framed values; frames, {@link BatchGram}'s;
 * scratch, fits and shape, {@link Batch}'s. Zeros behind a fit's last row add nothing.
 */
public final class BatchGram64 {
  /** Vectors of a column in a row of data. */
  private static final int COLUMN = 2;

  private BatchGram64() {}

  /**
   * All moments and all epochs of all fits.
   *
   * @param features p, also in the shape: here it is a constant of the kernel, which so has the
   *     epochs of one feature or those of more
   */
  public static void train(
      KernelContext context,
      Rows64 data,
      double[] frames,
      Rows64 scratch,
      double[] fits,
      int[] shape,
      int features) {
    VectorDouble8 z = data.vectors();
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
          BatchGram.line(work, own, epochs, 0);
        } else {
          for (int epoch = 0; epoch < epochs; epoch++) {
            BatchGram.gradient(work, own, p);
            BatchGram.gradient(work, own + 1, p);
            Batch.step(work, own, shape, 0);
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

  /** A run of rows at a time, which caches hold while all its columns meet each other. */
  private static void sums(VectorDouble8 z, VectorDouble8 work, int own, int part, int[] shape) {
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
      VectorDouble8 z, int first, int stop, VectorDouble8 work, int own, int b, int p) {
    Double8 sum0 = Lanes.all(0.0);
    Double8 sum1 = Lanes.all(0.0);
    Double8 squares0 = Lanes.all(0.0);
    Double8 squares1 = Lanes.all(0.0);
    for (int row = first; row < stop; row++) {
      int x = COLUMN * (row * (p + 1) + b);
      Double8 u = z.get(x);
      Double8 v = z.get(x + 1);
      sum0 = Double8.add(sum0, u);
      sum1 = Double8.add(sum1, v);
      squares0 = Double8.add(squares0, Double8.mult(u, u));
      squares1 = Double8.add(squares1, Double8.mult(v, v));
    }
    Batch.addTo(work, own + BatchGram.mean(b, p), sum0, sum1);
    Batch.addTo(work, own + BatchGram.product(b, b, p), squares0, squares1);
  }

  /** Adds the sum over some rows of the product of two columns. */
  private static void product(
      VectorDouble8 z, int first, int stop, VectorDouble8 work, int own, int a, int b, int p) {
    Double8 sum0 = Lanes.all(0.0);
    Double8 sum1 = Lanes.all(0.0);
    for (int row = first; row < stop; row++) {
      int x = COLUMN * (row * (p + 1) + a);
      int y = COLUMN * (row * (p + 1) + b);
      sum0 = Double8.add(sum0, Double8.mult(z.get(x), z.get(y)));
      sum1 = Double8.add(sum1, Double8.mult(z.get(x + 1), z.get(y + 1)));
    }
    Batch.addTo(work, own + BatchGram.product(a, b, p), sum0, sum1);
  }
}
