package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * Many simple regressions by gradient descent in float64, a fit a lane, for CPU devices.
 *
 * <pre>
 *   r_i = a x_i + b - y_i        f = 1/n sum r_i^2        df/d(b, a) = 2/n (sum r_i, sum r_i x_i)
 * </pre>
 *
 * Arrays: data, for each row of each block two vectors of x and two of y, zeros behind a fit's last
 * row; scratch, fits and shape, {@link Batch}'s. The unit of parallel work is a block.
 */
public final class BatchLine64 {

  private BatchLine64() {}

  /** All epochs of all fits. */
  public static void train(
      KernelContext context, Rows64 data, Rows64 scratch, double[] fits, int[] shape) {
    VectorDouble8 z = data.vectors();
    VectorDouble8 work = scratch.vectors();
    int own = context.globalIdx * Batch.work(1);
    int block = context.globalIdx;
    while (block < shape[Batch.BLOCKS]) {
      int at = block * shape[Batch.SIZE];
      int running = Batch.running(fits, at, shape);
      while (running > 0) {
        int epochs = Batch.begin(work, own, fits, at, shape);
        for (int epoch = 0; epoch < epochs; epoch++) {
          gradient(z, work, own, Batch.part(block), shape);
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
      VectorDouble8 z, VectorDouble8 work, int own, int part, int[] shape) {
    int first = shape[part + Batch.FIRST];
    int rows = first + shape[part + Batch.ROWS];
    int full = first + shape[part + Batch.FULL];
    Double8 b0 = work.get(own + Batch.PARAMETERS / 8);
    Double8 b1 = work.get(own + Batch.PARAMETERS / 8 + 1);
    Double8 a0 = work.get(own + Batch.PARAMETERS / 8 + 2);
    Double8 a1 = work.get(own + Batch.PARAMETERS / 8 + 3);
    Double8 count0 = work.get(own + Batch.COUNT / 8);
    Double8 count1 = work.get(own + Batch.COUNT / 8 + 1);
    Double8 r0 = Lanes.all(0.0);
    Double8 r1 = Lanes.all(0.0);
    Double8 rx0 = Lanes.all(0.0);
    Double8 rx1 = Lanes.all(0.0);
    Double8 rr0 = Lanes.all(0.0);
    Double8 rr1 = Lanes.all(0.0);
    int row = first;
    while (row < full) {
      Double8 u = z.get(4 * row);
      Double8 v = z.get(4 * row + 1);
      Double8 d = Double8.sub(Double8.add(Double8.mult(u, a0), b0), z.get(4 * row + 2));
      Double8 e = Double8.sub(Double8.add(Double8.mult(v, a1), b1), z.get(4 * row + 3));
      r0 = Double8.add(r0, d);
      r1 = Double8.add(r1, e);
      rx0 = Double8.add(rx0, Double8.mult(d, u));
      rx1 = Double8.add(rx1, Double8.mult(e, v));
      rr0 = Double8.add(rr0, Double8.mult(d, d));
      rr1 = Double8.add(rr1, Double8.mult(e, e));
      row++;
    }
    while (row < rows) {
      Double8 u = z.get(4 * row);
      Double8 v = z.get(4 * row + 1);
      Double8 d = Double8.sub(Double8.add(Double8.mult(u, a0), b0), z.get(4 * row + 2));
      Double8 e = Double8.sub(Double8.add(Double8.mult(v, a1), b1), z.get(4 * row + 3));
      d = Double8.mult(d, Batch.weight(count0, row - first));
      e = Double8.mult(e, Batch.weight(count1, row - first));
      r0 = Double8.add(r0, d);
      r1 = Double8.add(r1, e);
      rx0 = Double8.add(rx0, Double8.mult(d, u));
      rx1 = Double8.add(rx1, Double8.mult(e, v));
      rr0 = Double8.add(rr0, Double8.mult(d, d));
      rr1 = Double8.add(rr1, Double8.mult(e, e));
      row++;
    }
    Batch.line(work, own, r0, rx0, rr0);
    Batch.line(work, own + 1, r1, rx1, rr1);
  }
}
