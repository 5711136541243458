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
          gradient(z, work, own, 0, Batch.part(block), shape);
          gradient(z, work, own, 1, Batch.part(block), shape);
          Batch.step(work, own, shape, 0);
        }
        Batch.end(work, own, fits, at, shape);
        Batch.settle(fits, at, shape);
        running = Batch.running(fits, at, shape);
      }
      block += shape[Batch.GROUPS];
    }
  }

  /** Loss and gradient of half the lanes. */
  private static void gradient(
      VectorDouble8 z, VectorDouble8 work, int own, int half, int part, int[] shape) {
    int first = shape[part + Batch.FIRST];
    int rows = first + shape[part + Batch.ROWS];
    int full = first + shape[part + Batch.FULL];
    int of = own + half;
    Double8 b = work.get(of + Batch.PARAMETERS / 8);
    Double8 a = work.get(of + Batch.PARAMETERS / 8 + 2);
    Double8 count = work.get(of + Batch.COUNT / 8);
    Double8 sumR = Lanes.all(0.0);
    Double8 sumRx = Lanes.all(0.0);
    Double8 sumRr = Lanes.all(0.0);
    int row = first;
    while (row < full) {
      Double8 x = z.get(4 * row + half);
      Double8 r = Double8.sub(Double8.add(Double8.mult(x, a), b), z.get(4 * row + half + 2));
      sumR = Double8.add(sumR, r);
      sumRx = Double8.add(sumRx, Double8.mult(r, x));
      sumRr = Double8.add(sumRr, Double8.mult(r, r));
      row++;
    }
    while (row < rows) {
      Double8 x = z.get(4 * row + half);
      Double8 e = Double8.sub(Double8.add(Double8.mult(x, a), b), z.get(4 * row + half + 2));
      Double8 r = Double8.mult(e, Batch.weight(count, row - first));
      sumR = Double8.add(sumR, r);
      sumRx = Double8.add(sumRx, Double8.mult(r, x));
      sumRr = Double8.add(sumRr, Double8.mult(r, r));
      row++;
    }
    Batch.line(work, of, sumR, sumRx, sumRr);
  }
}
