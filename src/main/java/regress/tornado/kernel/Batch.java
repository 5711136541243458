package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Independent fits side by side: a block is {@link #LANES} fits, one a vector lane, of which one
 * work-item runs all epochs before it takes the next block. No block waits for another.
 *
 * <p>All numbers of a block's fits but their data lie in one array, {@code fits}, SIZE values a
 * block: rows of a value a lane, {@link #PARAMETERS} and so on; then a {@link StopRule} state and a
 * rule for every lane; then the block's own numbers, {@link #RUNNING} and so on.
 *
 * <p>Almost no epoch ends a fit. So epochs come in spans of some, in which vectors alone keep count
 * of how near a lane came to an end; only when one may have, the span is taken back and run again,
 * each epoch judged lane by lane as {@link StopRule} has it. A lane that has ended stands still at
 * 0 by a rate of 0, and a block with its last lane.
 */
public final class Batch {
  /** Fits in a block. */
  public static final int LANES = 16;

  /** Index into the shape: blocks. */
  public static final int BLOCKS = 0;

  /** Index into the shape: work-groups, of one work-item each. */
  public static final int GROUPS = 1;

  /** Index into the shape: p, feature columns of every fit. */
  public static final int FEATURES = 2;

  /** Index into the shape: rows over which lanes may add in float32. */
  public static final int RUN = 3;

  /** Index into the shape: values of a block in {@code fits}. */
  public static final int SIZE = 4;

  /** Index into the shape: epochs of a span. */
  public static final int SPAN = 5;

  /** Numbers of the shape before the blocks' parts. */
  public static final int HEAD = 6;

  /** Index into a block's part of the shape: rows of all blocks before it. */
  public static final int FIRST = 0;

  /** Index into a block's part of the shape: rows of its largest fit, padded. */
  public static final int ROWS = 1;

  /** Index into a block's part of the shape: rows that all its fits have. */
  public static final int FULL = 2;

  /** Numbers in a block's part of the shape. */
  public static final int PART = 3;

  /** Row: 1 / n, or 0 where there is no fit. */
  public static final int SCALE = 0;

  /** Row: n. */
  public static final int COUNT = LANES;

  /** Row: learning rate, 0 once the fit has ended. */
  public static final int RATE = 2 * LANES;

  /** Row: tolerance, and a little more; below 0 where no epoch is ever calm. */
  public static final int SLACK = 3 * LANES;

  /** Row: a squared gradient norm above which no epoch is calm; below 0 where none is. */
  public static final int BOUND = 4 * LANES;

  /** Row: the loss of the epoch before the span. */
  public static final int LOSS = 5 * LANES;

  /** Row: the loss of the span's last epoch. */
  public static final int LAST_LOSS = 6 * LANES;

  /** Row: the gradient's squared norm in the span's last epoch. */
  public static final int LAST_NORM = 7 * LANES;

  /** Row: losses and squared norms added up, wild where any of them is. */
  public static final int TOTAL = 8 * LANES;

  /** Row: 0 or less where any epoch may have been calm. */
  public static final int LEAST = 9 * LANES;

  /** Row: {@link regress.kernel.GramDescent#spread} behind the span, in descents on moments. */
  public static final int SPREAD = 10 * LANES;

  /** Row: the same where the fit has ended. */
  public static final int END_SPREAD = 11 * LANES;

  /** Rows: p + 1 parameters before the span, intercept first; then as many behind it, and ends. */
  public static final int PARAMETERS = 12 * LANES;

  /** Index of the block's own numbers: fits that have not ended. */
  public static final int RUNNING = 0;

  /** Index of the block's own numbers: epochs done. */
  public static final int EPOCH = 1;

  /** Index of the block's own numbers: the epoch that next exhausts a fit. */
  public static final int LIMIT = 2;

  /** Index of the block's own numbers: epochs still to be judged lane by lane. */
  public static final int JUDGED = 3;

  /** Index of the block's own numbers: epochs of the span at work. */
  public static final int EPOCHS = 4;

  private static final int OWN = 8;

  private Batch() {}

  /** Values of a block, for p features. */
  public static int size(int features) {
    return own(features) + OWN;
  }

  /** Index of a block's own numbers in its part of {@code fits}. */
  public static int own(int features) {
    return rules(features) + LANES * StopRule.RULE_LENGTH;
  }

  /** Index of the lanes' rules in a block's part of {@code fits}. */
  public static int rules(int features) {
    return states(features) + LANES * StopRule.STATE_LENGTH;
  }

  /** Index of the lanes' states in a block's part of {@code fits}. */
  public static int states(int features) {
    return PARAMETERS + 3 * LANES * (features + 1);
  }

  /** Index of the rows of parameters behind the span. */
  public static int next(int features) {
    return PARAMETERS + LANES * (features + 1);
  }

  /** Index of the rows of parameters of fits that have ended. */
  public static int ends(int features) {
    return PARAMETERS + 2 * LANES * (features + 1);
  }

  /** Index of a block's part of the shape. */
  public static int part(int block) {
    return HEAD + PART * block;
  }

  /** More than 0 while fits of a block run. */
  static int running(double[] fits, int at, int[] shape) {
    return (int) fits[at + own(shape[FEATURES]) + RUNNING];
  }

  /** Epochs of the span to come. */
  private static int epochs(double[] fits, int at, int[] shape) {
    int own = at + own(shape[FEATURES]);
    double epochs = shape[SPAN];
    if (fits[own + JUDGED] > 0.5) {
      epochs = 1;
    }
    epochs = Math.min(epochs, fits[own + LIMIT] - fits[own + EPOCH]);
    fits[own + EPOCHS] = epochs;
    return (int) epochs;
  }

  /**
   * The end of a span: takes it on, or has it run again and judged. What depends on which is
   * arithmetic and bounds of loops: TornadoVM 5.2 lets a condition that skips to the end of an
   * enclosing loop fall through instead.
   */
  static void settle(double[] fits, int at, int[] shape) {
    int p = shape[FEATURES];
    int own = at + own(p);
    double judged = Math.min(1, fits[own + JUDGED]);
    double again = (1 - judged) * alarm(fits, at);
    double calm = judge(fits, at, p, (int) judged * LANES);
    double left = Math.max(fits[own + JUDGED] - 1, calm);
    fits[own + JUDGED] = left + again * shape[SPAN];
    int taken = 1 - (int) again;
    take(fits, at, p, taken);
    fits[own + EPOCH] = fits[own + EPOCH] + taken * fits[own + EPOCHS];
    exhaust(fits, at, p);
  }

  /** 0 where it is certain that no epoch of the span ended a fit or was calm, else 1. */
  private static double alarm(double[] fits, int at) {
    double least = 1;
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      least = Math.min(least, fits[at + LEAST + lane]);
      total += fits[at + TOTAL + lane];
    }
    double alarm = 0;
    if (least <= 0) {
      alarm = 1;
    }
    // 2 for a number, and something else for none and for infinity: a comparison of floating-point
    // numbers does not see what is none where the device's compiler takes it that all are.
    if ((int) (2 + total * 1e-300) != 2) {
      alarm = 1;
    }
    return alarm;
  }

  /**
   * Judges the epoch of a span of one, lane by lane, in so many lanes.
   *
   * @return 1 where a running lane is calm, else 0
   */
  private static double judge(double[] fits, int at, int p, int lanes) {
    double calm = 0;
    int own = at + own(p);
    for (int lane = 0; lane < lanes; lane++) {
      if (fits[at + RATE + lane] > 0) {
        int state = at + states(p) + lane * StopRule.STATE_LENGTH;
        int rule = at + rules(p) + lane * StopRule.RULE_LENGTH;
        fits[state + StopRule.EPOCH] = fits[own + EPOCH];
        fits[state + StopRule.LOSS] = fits[at + LOSS + lane];
        StopRule.judge(
            fits[at + LAST_LOSS + lane], fits[at + LAST_NORM + lane], fits, state, fits, rule);
        double first = fits[state + StopRule.FIRST_SQUARED_NORM];
        double slack = fits[at + SLACK + lane];
        if (slack > 0) {
          fits[at + BOUND + lane] = slack * slack * first;
        }
        calm = Math.max(calm, Math.min(fits[state + StopRule.CALM], 1));
        if (fits[state + StopRule.STATUS] > 0.5) {
          end(fits, at, p, lane);
        }
      }
    }
    return calm;
  }

  /** Keeps a lane's parameters and makes it stand still. */
  private static void end(double[] fits, int at, int p, int lane) {
    for (int j = 0; j <= p; j++) {
      int row = at + lane + j * LANES;
      fits[row + ends(p)] = fits[row + PARAMETERS];
      fits[row + PARAMETERS] = 0;
      fits[row + next(p)] = 0;
    }
    fits[at + END_SPREAD + lane] = fits[at + SPREAD + lane];
    fits[at + RATE + lane] = 0;
    fits[at + SLACK + lane] = -1;
    fits[at + BOUND + lane] = -1;
    int own = at + own(p);
    fits[own + RUNNING] = fits[own + RUNNING] - 1;
  }

  /** The parameters and losses behind the span become those before the next, where taken is 1. */
  private static void take(double[] fits, int at, int p, int taken) {
    int rows = next(p) - PARAMETERS;
    for (int k = 0; k < taken * rows; k++) {
      fits[at + PARAMETERS + k] = fits[at + PARAMETERS + rows + k];
    }
    for (int lane = 0; lane < taken * LANES; lane++) {
      fits[at + LOSS + lane] = fits[at + LAST_LOSS + lane];
    }
  }

  /** Ends the lanes that have no epoch left, and finds when the next will have none. */
  private static void exhaust(double[] fits, int at, int p) {
    int own = at + own(p);
    double epoch = fits[own + EPOCH];
    double limit = 1e300;
    for (int lane = 0; lane < LANES; lane++) {
      if (fits[at + RATE + lane] > 0) {
        double epochs = fits[at + rules(p) + lane * StopRule.RULE_LENGTH + StopRule.EPOCHS];
        if (epoch >= epochs) {
          int state = at + states(p) + lane * StopRule.STATE_LENGTH;
          fits[state + StopRule.EPOCH] = epoch;
          fits[state + StopRule.LOSS] = fits[at + LAST_LOSS + lane];
          end(fits, at, p, lane);
        } else {
          limit = Math.min(limit, epochs);
        }
      }
    }
    fits[own + LIMIT] = limit;
  }

  /** Vectors of a group's scratch: {@code fits}' rows up to {@link #ends}, two vectors each. */
  public static int work(int features) {
    return ends(features) / 8;
  }

  /**
   * Copies what a span needs to the group's own vectors.
   *
   * @return epochs of the span
   */
  static int begin(VectorDouble8 work, int own, double[] fits, int at, int[] shape) {
    int vectors = next(shape[FEATURES]) / 8;
    for (int k = 0; k < vectors; k++) {
      work.set(own + k, eight(fits, at + 8 * k));
    }
    int total = own + TOTAL / 8;
    int least = own + LEAST / 8;
    work.set(total, Lanes.all(0.0));
    work.set(total + 1, Lanes.all(0.0));
    work.set(least, Lanes.all(1.0));
    work.set(least + 1, Lanes.all(1.0));
    return epochs(fits, at, shape);
  }

  /**
   * The end of an epoch, from its loss in the row LAST_LOSS and its gradient in the rows behind the
   * parameters: steps, and keeps count of how near the lanes came to an end.
   *
   * @param single 1 rounds the parameters to float32, 0 does not
   */
  static void step(VectorDouble8 work, int own, int[] shape, int single) {
    int last = 2 * shape[FEATURES] + 2;
    for (int half = own; half < own + 2; half++) {
      Double8 rate = work.get(half + RATE / 8);
      Double8 norm = Lanes.all(0.0);
      int row = half + PARAMETERS / 8;
      int end = row + last;
      while (row < end) {
        Double8 slope = work.get(row + last);
        Double8 next = Double8.sub(work.get(row), Double8.mult(rate, slope));
        norm = Double8.add(norm, Double8.mult(slope, slope));
        work.set(row, rounded(next, single));
        row += 2;
      }
      Double8 loss = work.get(half + LAST_LOSS / 8);
      Double8 change = Double8.sub(loss, work.get(half + LOSS / 8));
      Double8 size = Double8.max(change, Double8.sub(Lanes.all(0.0), change));
      Double8 farOff = Double8.sub(size, Double8.mult(work.get(half + SLACK / 8), loss));
      Double8 steep = Double8.sub(norm, work.get(half + BOUND / 8));
      Double8 least = Double8.min(work.get(half + LEAST / 8), Double8.max(farOff, steep));
      Double8 total = Double8.add(work.get(half + TOTAL / 8), Double8.add(loss, norm));
      work.set(half + LAST_NORM / 8, norm);
      work.set(half + LOSS / 8, loss);
      work.set(half + LEAST / 8, least);
      work.set(half + TOTAL / 8, total);
    }
  }

  /** Copies what came of a span back. */
  static void end(VectorDouble8 work, int own, double[] fits, int at, int[] shape) {
    for (int k = LAST_LOSS / 8; k < END_SPREAD / 8; k++) {
      put(work.get(own + k), fits, at + 8 * k);
    }
    int next = next(shape[FEATURES]);
    int parameters = next - PARAMETERS;
    for (int k = 0; k < parameters; k += 8) {
      put(work.get(own + (PARAMETERS + k) / 8), fits, at + next + k);
    }
  }

  /** Loss and gradient of half the lanes for one feature, from the sums of r, r x and r^2. */
  static void line(VectorDouble8 work, int half, Double8 r, Double8 rx, Double8 rr) {
    Double8 scale = work.get(half + SCALE / 8);
    int gradient = half + PARAMETERS / 8 + 4;
    work.set(gradient, Double8.mult(Double8.add(r, r), scale));
    work.set(gradient + 2, Double8.mult(Double8.add(rx, rx), scale));
    work.set(half + LAST_LOSS / 8, Double8.mult(rr, scale));
  }

  /** Loss and gradient of half the lanes, from their sums in the rows of both. */
  static void scale(VectorDouble8 work, int half, int p) {
    Double8 scale = work.get(half + SCALE / 8);
    int row = half + PARAMETERS / 8 + 2 * (p + 1);
    int end = row + 2 * (p + 1);
    while (row < end) {
      Double8 sum = work.get(row);
      work.set(row, Double8.mult(Double8.add(sum, sum), scale));
      row += 2;
    }
    work.set(half + LAST_LOSS / 8, Double8.mult(work.get(half + LAST_LOSS / 8), scale));
  }

  /** The parameters in float32, or as they are. */
  static Double8 rounded(Double8 v, int single) {
    if (single == 1) {
      return new Double8(
          (float) v.getS0(),
          (float) v.getS1(),
          (float) v.getS2(),
          (float) v.getS3(),
          (float) v.getS4(),
          (float) v.getS5(),
          (float) v.getS6(),
          (float) v.getS7());
    }
    return v;
  }

  /** Eight lanes from an index on. */
  static Double8 eight(double[] values, int at) {
    return new Double8(
        values[at],
        values[at + 1],
        values[at + 2],
        values[at + 3],
        values[at + 4],
        values[at + 5],
        values[at + 6],
        values[at + 7]);
  }

  private static void put(Double8 v, double[] values, int at) {
    values[at] = v.getS0();
    values[at + 1] = v.getS1();
    values[at + 2] = v.getS2();
    values[at + 3] = v.getS3();
    values[at + 4] = v.getS4();
    values[at + 5] = v.getS5();
    values[at + 6] = v.getS6();
    values[at + 7] = v.getS7();
  }

  /** The first eight lanes in float64. */
  static Double8 low(Float16 v) {
    return new Double8(
        v.getS0(), v.getS1(), v.getS2(), v.getS3(), v.getS4(), v.getS5(), v.getS6(), v.getS7());
  }

  /** The last eight lanes in float64. */
  static Double8 high(Float16 v) {
    return new Double8(
        v.getS8(),
        v.getS9(),
        v.getS10(),
        v.getS11(),
        v.getS12(),
        v.getS13(),
        v.getS14(),
        v.getS15());
  }

  /** A row of the group's vectors in float32. */
  static Float16 row(VectorDouble8 work, int at) {
    Double8 low = work.get(at);
    Double8 high = work.get(at + 1);
    return new Float16(
        (float) low.getS0(),
        (float) low.getS1(),
        (float) low.getS2(),
        (float) low.getS3(),
        (float) low.getS4(),
        (float) low.getS5(),
        (float) low.getS6(),
        (float) low.getS7(),
        (float) high.getS0(),
        (float) high.getS1(),
        (float) high.getS2(),
        (float) high.getS3(),
        (float) high.getS4(),
        (float) high.getS5(),
        (float) high.getS6(),
        (float) high.getS7());
  }

  /** Adds to a row of the group's vectors. */
  static void addTo(VectorDouble8 work, int at, Float16 v) {
    addTo(work, at, low(v), high(v));
  }

  /** Adds to a row of the group's vectors. */
  static void addTo(VectorDouble8 work, int at, Double8 low, Double8 high) {
    work.set(at, Double8.add(work.get(at), low));
    work.set(at + 1, Double8.add(work.get(at + 1), high));
  }

  /** 1 where the fit has that row, else 0. */
  static Float16 weight(Float16 count, int row) {
    Float16 behind = Float16.sub(count, (float) row);
    return Float16.max(Float16.min(behind, Lanes.all(1f)), Lanes.all(0f));
  }

  /** 1 where the fit has that row, else 0. */
  static Double8 weight(Double8 count, int row) {
    Double8 behind = Double8.sub(count, (double) row);
    return Double8.max(Double8.min(behind, Lanes.all(1.0)), Lanes.all(0.0));
  }
}
