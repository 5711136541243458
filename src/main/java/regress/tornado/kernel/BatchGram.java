package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * {@link regress.kernel.GramDescent} in many fits at once, a fit a lane.
 *
 * <pre>
 *   r = w_0 + sum_j w_j mean_j - mean_y        h_j = sum_k C_jk w_k - C_jy
 *   f = r^2 + sum_j w_j (h_j - C_jy) + C_yy    df/dw_0 = 2 r    df/dw_j = 2 (h_j + r mean_j)
 * </pre>
 *
 * Columns are the p features, then the target. Behind {@link Batch}'s vectors, a group's own hold
 * the moments of its block's fits, two vectors each: the columns' means, then their covariances row
 * after row; before {@link #settle}, sums over rows of framed columns and of products of two, the
 * first no later a column than the second.
 */
public final class BatchGram {
  /** Vectors of a moment. */
  private static final int MOMENT = 2;

  /** Row of a column's frames: its offset in every fit. */
  public static final int OFFSET = 0;

  /** Row of a column's frames: its scale in every fit. */
  public static final int SCALE = Batch.LANES;

  /** Values of a block's frames for one column. */
  public static final int COLUMN = 2 * Batch.LANES;

  private BatchGram() {}

  /** Values of a block's frames, for p features. */
  public static int frames(int features) {
    return COLUMN * (features + 1);
  }

  /** Vectors of a group's scratch, for p features. */
  public static int work(int features) {
    return product(features + 1, 0, features);
  }

  /** Vector of a column's mean. */
  static int mean(int column, int features) {
    return Batch.work(features) + MOMENT * column;
  }

  /** Vector of the covariance of two columns. */
  static int product(int a, int b, int features) {
    return mean((a + 1) * (features + 1) + b, features);
  }

  /** Clears the sums. */
  static void begin(VectorDouble8 work, int own, int p) {
    int end = own + work(p);
    for (int k = own + mean(0, p); k < end; k++) {
      work.set(k, Lanes.all(0.0));
    }
  }

  /** Makes means and covariances of the sums, as {@link regress.kernel.Moments} does. */
  static void settle(
      VectorDouble8 work, int own, double[] fits, int at, double[] frames, int of, int p) {
    for (int half = 0; half < 2; half++) {
      int lanes = 8 * half;
      Double8 perRow = Batch.eight(fits, at + Batch.SCALE + lanes);
      for (int b = 0; b <= p; b++) {
        int mean = own + half + mean(b, p);
        work.set(mean, Double8.mult(work.get(mean), perRow));
        for (int a = 0; a <= b; a++) {
          int upper = own + half + product(a, b, p);
          Double8 centred =
              Double8.sub(
                  Double8.mult(work.get(upper), perRow),
                  Double8.mult(work.get(own + half + mean(a, p)), work.get(mean)));
          Double8 covariance =
              Double8.mult(
                  Double8.mult(centred, Batch.eight(frames, of + a * COLUMN + SCALE + lanes)),
                  Batch.eight(frames, of + b * COLUMN + SCALE + lanes));
          work.set(upper, covariance);
          work.set(own + half + product(b, a, p), covariance);
        }
      }
      for (int b = 0; b <= p; b++) {
        int mean = own + half + mean(b, p);
        Double8 offset = Batch.eight(frames, of + b * COLUMN + OFFSET + lanes);
        Double8 scale = Batch.eight(frames, of + b * COLUMN + SCALE + lanes);
        work.set(mean, Double8.add(offset, Double8.mult(scale, work.get(mean))));
      }
    }
  }

  /** Loss and gradient of half the lanes. */
  static void gradient(VectorDouble8 work, int half, int p) {
    int w = half + Batch.PARAMETERS / 8 + MOMENT;
    int slopes = w + MOMENT * (p + 1);
    int means = half + mean(0, p);
    int target = MOMENT * p;
    Double8 r = Double8.sub(work.get(w - MOMENT), work.get(means + target));
    for (int j = 0; j < target; j += MOMENT) {
      r = Double8.add(r, Double8.mult(work.get(w + j), work.get(means + j)));
    }
    work.set(slopes - MOMENT, Double8.add(r, r));
    Double8 variance = work.get(half + product(p, p, p));
    int row = half + product(0, 0, p);
    for (int j = 0; j < target; j += MOMENT) {
      Double8 cross = work.get(row + target);
      Double8 h = Double8.sub(Lanes.all(0.0), cross);
      for (int k = 0; k < target; k += MOMENT) {
        h = Double8.add(h, Double8.mult(work.get(row + k), work.get(w + k)));
      }
      Double8 slope = Double8.add(h, Double8.mult(r, work.get(means + j)));
      work.set(slopes + j, Double8.add(slope, slope));
      variance = Double8.add(variance, Double8.mult(work.get(w + j), Double8.sub(h, cross)));
      row += target + MOMENT;
    }
    Double8 squares = Double8.max(variance, Lanes.all(0.0));
    work.set(half + Batch.LAST_LOSS / 8, Double8.add(Double8.mult(r, r), squares));
  }

  /** {@link regress.kernel.GramDescent#spread} of half the lanes. */
  static void spread(VectorDouble8 work, int half, int p) {
    int w = half + Batch.PARAMETERS / 8;
    Double8 spread = work.get(half + product(p, p, p));
    for (int j = 0; j < p; j++) {
      Double8 slope = work.get(w + MOMENT * (j + 1));
      Double8 square = work.get(half + product(j, j, p));
      spread = Double8.add(spread, Double8.mult(Double8.mult(slope, slope), square));
    }
    work.set(half + Batch.SPREAD / 8, spread);
  }

  /**
   * A span of epochs for one feature, as {@link Batch#step} has each of them, but of half the lanes
   * at a time and in registers: an epoch is shorter than the way through memory and back.
   *
   * @param single 1 rounds the parameters to float32 after every step, 0 does not
   */
  static void line(VectorDouble8 work, int own, int epochs, int single) {
    for (int half = own; half < own + 2; half++) {
      Double8 mean = work.get(half + mean(0, 1));
      Double8 target = work.get(half + mean(1, 1));
      Double8 square = work.get(half + product(0, 0, 1));
      Double8 cross = work.get(half + product(0, 1, 1));
      Double8 targetSquare = work.get(half + product(1, 1, 1));
      Double8 rate = work.get(half + Batch.RATE / 8);
      Double8 step = Double8.add(rate, rate);
      Double8 slack = work.get(half + Batch.SLACK / 8);
      Double8 bound = work.get(half + Batch.BOUND / 8);
      Double8 b = work.get(half + Batch.PARAMETERS / 8);
      Double8 a = work.get(half + Batch.PARAMETERS / 8 + 2);
      Double8 loss = work.get(half + Batch.LOSS / 8);
      Double8 norm = work.get(half + Batch.LAST_NORM / 8);
      Double8 least = work.get(half + Batch.LEAST / 8);
      Double8 total = work.get(half + Batch.TOTAL / 8);
      for (int epoch = 0; epoch < epochs; epoch++) {
        Double8 r = Double8.add(Double8.sub(b, target), Double8.mult(a, mean));
        Double8 h = Double8.sub(Double8.mult(square, a), cross);
        Double8 slope = Double8.add(h, Double8.mult(r, mean));
        Double8 variance = Double8.add(targetSquare, Double8.mult(a, Double8.sub(h, cross)));
        Double8 rr = Double8.mult(r, r);
        Double8 now = Double8.add(rr, Double8.max(variance, Lanes.all(0.0)));
        norm = Double8.mult(Double8.add(rr, Double8.mult(slope, slope)), 4.0);
        Double8 change = Double8.sub(now, loss);
        Double8 size = Double8.max(change, Double8.sub(Lanes.all(0.0), change));
        Double8 farOff = Double8.sub(size, Double8.mult(slack, now));
        least = Double8.min(least, Double8.max(farOff, Double8.sub(norm, bound)));
        total = Double8.add(total, Double8.add(now, norm));
        loss = now;
        b = Batch.rounded(Double8.sub(b, Double8.mult(step, r)), single);
        a = Batch.rounded(Double8.sub(a, Double8.mult(step, slope)), single);
      }
      work.set(half + Batch.PARAMETERS / 8, b);
      work.set(half + Batch.PARAMETERS / 8 + 2, a);
      work.set(half + Batch.LAST_LOSS / 8, loss);
      work.set(half + Batch.LAST_NORM / 8, norm);
      work.set(half + Batch.LEAST / 8, least);
      work.set(half + Batch.TOTAL / 8, total);
    }
  }
}
