package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Many linear regressions by gradient descent in float32, a fit a lane, for CPU devices.
 *
 * <pre>
 *   r_i = w_0 + sum_j w_j x_ij - y_i    f = 1/n sum r_i^2
 *   df/dw_0 = 2/n sum r_i               df/dw_j = 2/n sum r_i x_ij
 * </pre>
 *
 * Arrays: data, for each row of each block a vector of every feature and one of y, zeros behind a
 * fit's last row; runs, for each group {@link #runs} vectors, p + 1 of parameters and the others of
 * a run's sums; scratch, fits and shape, {@link Batch}'s. The unit of parallel work is a block.
 *
 * <p>Four rows go through together, so that a sum is read and written once for them. Lanes add in
 * float32 over RUN rows, then in float64.
 */
public final class BatchRows32 {

  private BatchRows32() {}

  /** All epochs of all fits. */
  public static void train(
      KernelContext context, Rows32 data, Rows32 runs, Rows64 scratch, double[] fits, int[] shape) {
    VectorFloat16 z = data.vectors();
    VectorFloat16 run = runs.vectors();
    VectorDouble8 work = scratch.vectors();
    int own = context.globalIdx * Batch.work(shape[Batch.FEATURES]);
    int w = context.globalIdx * runs(shape[Batch.FEATURES]);
    int block = context.globalIdx;
    while (block < shape[Batch.BLOCKS]) {
      int at = block * shape[Batch.SIZE];
      int part = Batch.part(block);
      int running = Batch.running(fits, at, shape);
      while (running > 0) {
        int epochs = Batch.begin(work, own, fits, at, shape);
        for (int epoch = 0; epoch < epochs; epoch++) {
          begin(run, w, work, own, shape[Batch.FEATURES]);
          int row = 0;
          while (row < shape[part + Batch.ROWS]) {
            add(z, run, w, Batch.row(work, own + Batch.COUNT / 8), row, part, shape);
            flush(work, own, run, w, shape[Batch.FEATURES]);
            row += shape[Batch.RUN];
          }
          Batch.scale(work, own, shape[Batch.FEATURES]);
          Batch.scale(work, own + 1, shape[Batch.FEATURES]);
          Batch.step(work, own, shape, 1);
        }
        Batch.end(work, own, fits, at, shape);
        Batch.settle(fits, at, shape);
        running = Batch.running(fits, at, shape);
      }
      block += shape[Batch.GROUPS];
    }
  }

  /** Vectors of a group for p features: parameters, a run's sums of r and r x_j, and of r^2. */
  public static int runs(int features) {
    return 2 * (features + 1) + 1;
  }

  /** Rounds the parameters and clears the epoch's sums. */
  private static void begin(VectorFloat16 run, int w, VectorDouble8 work, int own, int p) {
    int parameters = own + Batch.PARAMETERS / 8;
    int gradient = parameters + 2 * (p + 1);
    for (int j = 0; j <= p; j++) {
      run.set(w + j, Batch.row(work, parameters + 2 * j));
      work.set(gradient + 2 * j, Lanes.all(0.0));
      work.set(gradient + 2 * j + 1, Lanes.all(0.0));
    }
    work.set(own + Batch.LAST_LOSS / 8, Lanes.all(0.0));
    work.set(own + Batch.LAST_LOSS / 8 + 1, Lanes.all(0.0));
  }

  /** A run's sums, from its first row. */
  private static void add(
      VectorFloat16 z, VectorFloat16 run, int w, Float16 count, int first, int part, int[] shape) {
    int p = shape[Batch.FEATURES];
    int stop = Math.min(first + shape[Batch.RUN], shape[part + Batch.ROWS]);
    int whole = Math.min(stop, shape[part + Batch.FULL]) - 3;
    int x0 = (shape[part + Batch.FIRST] + first) * (p + 1);
    int sums = w + p + 1;
    for (int j = 0; j <= p; j++) {
      run.set(sums + j, Lanes.all(0f));
    }
    Float16 intercept = run.get(w);
    Float16 r = Lanes.all(0f);
    Float16 rr = Lanes.all(0f);
    int row = first;
    while (row < whole) {
      int x1 = x0 + p + 1;
      int x2 = x1 + p + 1;
      int x3 = x2 + p + 1;
      Float16 r0 = Float16.sub(intercept, z.get(x0 + p));
      Float16 r1 = Float16.sub(intercept, z.get(x1 + p));
      Float16 r2 = Float16.sub(intercept, z.get(x2 + p));
      Float16 r3 = Float16.sub(intercept, z.get(x3 + p));
      for (int j = 0; j < p; j++) {
        Float16 slope = run.get(w + 1 + j);
        r0 = Float16.add(r0, Float16.mult(slope, z.get(x0 + j)));
        r1 = Float16.add(r1, Float16.mult(slope, z.get(x1 + j)));
        r2 = Float16.add(r2, Float16.mult(slope, z.get(x2 + j)));
        r3 = Float16.add(r3, Float16.mult(slope, z.get(x3 + j)));
      }
      for (int j = 0; j < p; j++) {
        Float16 rx =
            Lanes.dot(r0, z.get(x0 + j), r1, z.get(x1 + j), r2, z.get(x2 + j), r3, z.get(x3 + j));
        run.set(sums + 1 + j, Float16.add(run.get(sums + 1 + j), rx));
      }
      r = Float16.add(r, Lanes.sum(r0, r1, r2, r3));
      rr = Float16.add(rr, Lanes.dot(r0, r0, r1, r1, r2, r2, r3, r3));
      x0 = x3 + p + 1;
      row += 4;
    }
    while (row < stop) {
      Float16 r0 = Float16.sub(intercept, z.get(x0 + p));
      for (int j = 0; j < p; j++) {
        r0 = Float16.add(r0, Float16.mult(run.get(w + 1 + j), z.get(x0 + j)));
      }
      r0 = Float16.mult(r0, Batch.weight(count, row));
      for (int j = 0; j < p; j++) {
        run.set(sums + 1 + j, Float16.add(run.get(sums + 1 + j), Float16.mult(r0, z.get(x0 + j))));
      }
      r = Float16.add(r, r0);
      rr = Float16.add(rr, Float16.mult(r0, r0));
      x0 += p + 1;
      row++;
    }
    run.set(sums, r);
    run.set(sums + p + 1, rr);
  }

  /** Adds a run's sums to the epoch's. */
  private static void flush(VectorDouble8 work, int own, VectorFloat16 run, int w, int p) {
    int sums = w + p + 1;
    int gradient = own + Batch.PARAMETERS / 8 + 2 * (p + 1);
    for (int j = 0; j <= p; j++) {
      Batch.addTo(work, gradient + 2 * j, run.get(sums + j));
    }
    Batch.addTo(work, own + Batch.LAST_LOSS / 8, run.get(sums + p + 1));
  }
}
