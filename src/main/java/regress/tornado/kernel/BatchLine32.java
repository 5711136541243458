package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Double8;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Many simple regressions by gradient descent in float32, a fit a lane, for CPU devices.
 *
 * <pre>
 *   r_i = a x_i + b - y_i        f = 1/n sum r_i^2        df/d(b, a) = 2/n (sum r_i, sum r_i x_i)
 * </pre>
 *
 * Arrays: data, for each row of each block a vector of x and one of y, zeros behind a fit's last
 * row; scratch, fits and shape, {@link Batch}'s. The unit of parallel work is a block.
 *
 * <p>Lanes add in float32 over RUN rows, then in float64.
 */
public final class BatchLine32 {

  private BatchLine32() {}

  /** All epochs of all fits. */
  public static void train(
      KernelContext context, Rows32 data, Rows64 scratch, double[] fits, int[] shape) {
    VectorFloat16 z = data.vectors();
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
          Batch.step(work, own, shape, 1);
        }
        Batch.end(work, own, fits, at, shape);
        Batch.settle(fits, at, shape);
        running = Batch.running(fits, at, shape);
      }
      block += shape[Batch.GROUPS];
    }
  }

  private static void gradient(
      VectorFloat16 z, VectorDouble8 work, int own, int part, int[] shape) {
    int first = shape[part + Batch.FIRST];
    int rows = first + shape[part + Batch.ROWS];
    int full = first + shape[part + Batch.FULL];
    Float16 count = Batch.row(work, own + Batch.COUNT / 8);
    Float16 b = Batch.row(work, own + Batch.PARAMETERS / 8);
    Float16 a = Batch.row(work, own + Batch.PARAMETERS / 8 + 2);
    Double8 r0 = Lanes.all(0.0);
    Double8 r1 = Lanes.all(0.0);
    Double8 rx0 = Lanes.all(0.0);
    Double8 rx1 = Lanes.all(0.0);
    Double8 rr0 = Lanes.all(0.0);
    Double8 rr1 = Lanes.all(0.0);
    int row = first;
    while (row < rows) {
      int stop = Math.min(row + shape[Batch.RUN], rows);
      int whole = Math.min(stop, full);
      Float16 sumR = Lanes.all(0f);
      Float16 sumRx = Lanes.all(0f);
      Float16 sumRr = Lanes.all(0f);
      while (row < whole) {
        Float16 x = z.get(2 * row);
        Float16 r = Float16.sub(Float16.add(Float16.mult(x, a), b), z.get(2 * row + 1));
        sumR = Float16.add(sumR, r);
        sumRx = Float16.add(sumRx, Float16.mult(r, x));
        sumRr = Float16.add(sumRr, Float16.mult(r, r));
        row++;
      }
      while (row < stop) {
        Float16 x = z.get(2 * row);
        Float16 e = Float16.sub(Float16.add(Float16.mult(x, a), b), z.get(2 * row + 1));
        Float16 r = Float16.mult(e, Batch.weight(count, row - first));
        sumR = Float16.add(sumR, r);
        sumRx = Float16.add(sumRx, Float16.mult(r, x));
        sumRr = Float16.add(sumRr, Float16.mult(r, r));
        row++;
      }
      r0 = Double8.add(r0, Batch.low(sumR));
      r1 = Double8.add(r1, Batch.high(sumR));
      rx0 = Double8.add(rx0, Batch.low(sumRx));
      rx1 = Double8.add(rx1, Batch.high(sumRx));
      rr0 = Double8.add(rr0, Batch.low(sumRr));
      rr1 = Double8.add(rr1, Batch.high(sumRr));
    }
    Batch.line(work, own, r0, rx0, rr0);
    Batch.line(work, own + 1, r1, rx1, rr1);
  }
}
