package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * Many linear regressions by gradient descent in float64, a fit a lane, for CPU devices.
 *
 * <pre>
 *   r_i = w_0 + sum_j w_j x_ij - y_i    f = 1/n sum r_i^2
 *   df/dw_0 = 2/n sum r_i               df/dw_j = 2/n sum r_i x_ij
 * </pre>
 *
 * Arrays: data, for each row of each block two vectors of every feature and two of y, zeros behind
 * a fit's last row; scratch, fits and shape, {@link Batch}'s. The unit of parallel work is a block.
 *
 * <p>Four rows go through together, so that a gradient row is read and written once for them.
 */
public final class BatchRows64 {
  /** Vectors of a column in a row of data. */
  private static final int COLUMN = 2;

  private BatchRows64() {}

  /** All epochs of all fits. */
  public static void train(
      KernelContext context, Rows64 data, Rows64 scratch, double[] fits, int[] shape) {
    VectorDouble8 z = data.vectors();
    VectorDouble8 work = scratch.vectors();
    int own = context.globalIdx * Batch.work(shape[Batch.FEATURES]);
    int block = context.globalIdx;
    while (block < shape[Batch.BLOCKS]) {
      int at = block * shape[Batch.SIZE];
      int running = Batch.running(fits, at, shape);
      while (running > 0) {
        int epochs = Batch.begin(work, own, fits, at, shape);
        for (int epoch = 0; epoch < epochs; epoch++) {
          gradient(z, 0, work, own, Batch.part(block), shape);
          gradient(z, 1, work, own + 1, Batch.part(block), shape);
          Batch.step(work, own, shape, 0);
        }
        Batch.end(work, own, fits, at, shape);
        Batch.settle(fits, at, shape);
        running = Batch.running(fits, at, shape);
      }
      block += shape[Batch.GROUPS];
    }
  }

  private static void gradient(
      VectorDouble8 z, int half, VectorDouble8 work, int own, int part, int[] shape) {
    int p = shape[Batch.FEATURES];
    int first = shape[part + Batch.FIRST];
    int rows = first + shape[part + Batch.ROWS];
    int whole = first + shape[part + Batch.FULL] - 3;
    int width = COLUMN * (p + 1);
    int parameters = own + Batch.PARAMETERS / 8;
    int gradient = parameters + width;
    Double8 intercept = work.get(parameters);
    Double8 count = work.get(own + Batch.COUNT / 8);
    Double8 r = Lanes.all(0.0);
    Double8 rr = Lanes.all(0.0);
    for (int j = COLUMN; j < width; j += COLUMN) {
      work.set(gradient + j, Lanes.all(0.0));
    }
    int row = first;
    while (row < whole) {
      int x0 = row * width + half;
      int x1 = x0 + width;
      int x2 = x1 + width;
      int x3 = x2 + width;
      int y = COLUMN * p;
      Double8 d0 = Double8.sub(intercept, z.get(x0 + y));
      Double8 d1 = Double8.sub(intercept, z.get(x1 + y));
      Double8 d2 = Double8.sub(intercept, z.get(x2 + y));
      Double8 d3 = Double8.sub(intercept, z.get(x3 + y));
      for (int j = 0; j < y; j += COLUMN) {
        Double8 w = work.get(parameters + COLUMN + j);
        d0 = Double8.add(d0, Double8.mult(w, z.get(x0 + j)));
        d1 = Double8.add(d1, Double8.mult(w, z.get(x1 + j)));
        d2 = Double8.add(d2, Double8.mult(w, z.get(x2 + j)));
        d3 = Double8.add(d3, Double8.mult(w, z.get(x3 + j)));
      }
      for (int j = 0; j < y; j += COLUMN) {
        int slope = gradient + COLUMN + j;
        Double8 rx =
            Lanes.dot(d0, z.get(x0 + j), d1, z.get(x1 + j), d2, z.get(x2 + j), d3, z.get(x3 + j));
        work.set(slope, Double8.add(work.get(slope), rx));
      }
      r = Double8.add(r, Lanes.sum(d0, d1, d2, d3));
      rr = Double8.add(rr, Lanes.dot(d0, d0, d1, d1, d2, d2, d3, d3));
      row += 4;
    }
    while (row < rows) {
      int x = row * width + half;
      int y = COLUMN * p;
      Double8 d = Double8.sub(intercept, z.get(x + y));
      for (int j = 0; j < y; j += COLUMN) {
        d = Double8.add(d, Double8.mult(work.get(parameters + COLUMN + j), z.get(x + j)));
      }
      d = Double8.mult(d, Batch.weight(count, row - first));
      for (int j = 0; j < y; j += COLUMN) {
        int slope = gradient + COLUMN + j;
        work.set(slope, Double8.add(work.get(slope), Double8.mult(d, z.get(x + j))));
      }
      r = Double8.add(r, d);
      rr = Double8.add(rr, Double8.mult(d, d));
      row++;
    }
    work.set(gradient, r);
    work.set(own + Batch.LAST_LOSS / 8, rr);
    Batch.scale(work, own, p);
  }
}
