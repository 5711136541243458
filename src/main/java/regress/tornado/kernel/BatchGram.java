package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * {@link regress.kernel.GramDescent} for one feature in many fits at once, a fit a lane.
 *
 * <pre>
 *   r = b + a mean_x - mean_y    h = C_xx a - C_xy
 *   f = r^2 + a (h - C_xy) + C_yy    df/db = 2 r    df/da = 2 (h + r mean_x)
 * </pre>
 *
 * Behind {@link Batch}'s vectors, a group's own hold the five moments of its block's fits, two
 * vectors each: first sums over rows of framed columns, then means and covariances.
 */
public final class BatchGram {
  /** Vectors of a row of moments. */
  private static final int ROW = 2;

  /** Vector: sum of x, then its mean. */
  static final int MEAN = Batch.work(1);

  /** Vector: sum of y, then its mean. */
  static final int TARGET = MEAN + ROW;

  /** Vector: sum of x^2, then C_xx. */
  static final int SQUARE = TARGET + ROW;

  /** Vector: sum of x y, then C_xy. */
  static final int CROSS = SQUARE + ROW;

  /** Vector: sum of y^2, then C_yy. */
  static final int TARGET_SQUARE = CROSS + ROW;

  /** Vectors of a group's scratch. */
  public static final int WORK = TARGET_SQUARE + ROW;

  /** Row of a block's frames: the offset of x; the target's is {@link #COLUMN} further. */
  public static final int OFFSET = 0;

  /** Row of a block's frames: the scale of x. */
  public static final int SCALE = Batch.LANES;

  /** Values of a block's frames for one column. */
  public static final int COLUMN = 2 * Batch.LANES;

  /** Values of a block's frames. */
  public static final int FRAMES = 2 * COLUMN;

  private BatchGram() {}

  /** Makes means and covariances of the sums, as {@link regress.kernel.Moments} does. */
  static void settle(VectorDouble8 work, int own, double[] fits, int at, double[] frames, int of) {
    for (int eight = 0; eight < 2; eight++) {
      int half = own + eight;
      int lanes = 8 * eight;
      Double8 perRow = Batch.eight(fits, at + Batch.SCALE + lanes);
      Double8 scale = Batch.eight(frames, of + SCALE + lanes);
      Double8 scaleTarget = Batch.eight(frames, of + COLUMN + SCALE + lanes);
      Double8 x = Double8.mult(work.get(half + MEAN), perRow);
      Double8 y = Double8.mult(work.get(half + TARGET), perRow);
      Double8 xx = Double8.sub(Double8.mult(work.get(half + SQUARE), perRow), Double8.mult(x, x));
      Double8 xy = Double8.sub(Double8.mult(work.get(half + CROSS), perRow), Double8.mult(x, y));
      Double8 yy =
          Double8.sub(Double8.mult(work.get(half + TARGET_SQUARE), perRow), Double8.mult(y, y));
      work.set(half + SQUARE, Double8.mult(Double8.mult(xx, scale), scale));
      work.set(half + CROSS, Double8.mult(Double8.mult(xy, scale), scaleTarget));
      work.set(half + TARGET_SQUARE, Double8.mult(Double8.mult(yy, scaleTarget), scaleTarget));
      Double8 offset = Batch.eight(frames, of + OFFSET + lanes);
      Double8 offsetTarget = Batch.eight(frames, of + COLUMN + OFFSET + lanes);
      work.set(half + MEAN, Double8.add(offset, Double8.mult(scale, x)));
      work.set(half + TARGET, Double8.add(offsetTarget, Double8.mult(scaleTarget, y)));
    }
  }

  /**
   * A span of epochs, as {@link Batch#step} has each of them, but of half the lanes at a time and
   * in registers: an epoch on moments is shorter than the way through memory and back.
   *
   * @param single 1 rounds the parameters to float32 after every step, 0 does not
   */
  static void span(VectorDouble8 work, int own, int epochs, int single) {
    for (int half = own; half < own + 2; half++) {
      Double8 mean = work.get(half + MEAN);
      Double8 target = work.get(half + TARGET);
      Double8 square = work.get(half + SQUARE);
      Double8 cross = work.get(half + CROSS);
      Double8 targetSquare = work.get(half + TARGET_SQUARE);
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
      Double8 explained = Double8.mult(Double8.mult(a, a), square);
      work.set(half + Batch.SPREAD / 8, Double8.add(targetSquare, explained));
    }
  }
}
