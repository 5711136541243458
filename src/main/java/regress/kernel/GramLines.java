package regress.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * {@link GramDescent#run} for many fits of one feature side by side, to the same bits, in the shape
 * that HotSpot vectorises: short loops over few arrays.
 *
 * <p>Epochs come in spans, as {@link GramDescent} has them. A fit whose span is taken back goes on
 * from there by itself, to its end.
 *
 * <p>Arrays, a value or an array a fit: moments, w, states and rules as there; the others, a value
 * a lane, of the fits that still run.
 */
public final class GramLines {
  /** Fits that are worth working on together: enough for long vectors, few for a cache. */
  public static final int MOST = 64;

  private final double[][] moments;
  private final double[][] w;
  private final double[][] states;
  private final double[][] rules;
  private final boolean single;

  private final double[] mean = new double[MOST];
  private final double[] meanTarget = new double[MOST];
  private final double[] square = new double[MOST];
  private final double[] cross = new double[MOST];
  private final double[] squareTarget = new double[MOST];
  private final double[] rate = new double[MOST];
  private final double[] m01 = new double[MOST];
  private final double[] m11 = new double[MOST];
  private final double[] c0 = new double[MOST];
  private final double[] c1 = new double[MOST];
  private final double[] residual = new double[MOST];
  private final double[] loss = new double[MOST];
  private final float[] rounded = new float[MOST];
  private double[] intercept = new double[MOST];
  private final double[] slope = new double[MOST];
  private double[] spare = new double[MOST];
  private double[] last = new double[MOST];
  private double[] squaredNorm = new double[MOST];
  private int[] running;

  private GramLines(
      double[][] moments, double[][] w, double[][] states, double[][] rules, boolean single) {
    this.moments = moments;
    this.w = w;
    this.states = states;
    this.rules = rules;
    this.single = single;
  }

  /**
   * Runs each fit's epochs until it has ended or all are used up.
   *
   * @param w of at most {@link #MOST} fits
   */
  public static void run(
      double[][] moments, double[][] w, double[][] states, double[][] rules, boolean single) {
    GramLines lines = new GramLines(moments, w, states, rules, single);
    for (int fit = 0; fit < w.length; fit++) {
      GramDescent.round(w[fit], single);
      lines.alone(fit, 1);
    }
    lines.running = IntStream.range(0, w.length).filter(lines::isRunning).toArray();
    while (lines.running.length > 0) {
      lines.gather();
      lines.spans();
    }
  }

  private void alone(int fit, double epochs) {
    double last = Math.min(epochs, rules[fit][StopRule.EPOCHS]);
    GramDescent.line(moments[fit], w[fit], states[fit], rules[fit], single, last);
  }

  private boolean isRunning(int fit) {
    return states[fit][StopRule.STATUS] == StopRule.RUNNING && left(fit) > 0;
  }

  private double left(int fit) {
    return rules[fit][StopRule.EPOCHS] - states[fit][StopRule.EPOCH];
  }

  /** A lane for every fit that runs, by the formulas of {@link GramDescent#line}. */
  private void gather() {
    for (int lane = 0; lane < running.length; lane++) {
      int fit = running[lane];
      double[] own = moments[fit];
      mean[lane] = own[1];
      meanTarget[lane] = own[2];
      square[lane] = own[Moments.TILE + 1];
      cross[lane] = own[Moments.TILE + 2];
      squareTarget[lane] = own[2 * Moments.TILE + 2];
      rate[lane] = 2 * rules[fit][StopRule.RATE];
      m01[lane] = rate[lane] * mean[lane];
      m11[lane] = rate[lane] * (square[lane] + mean[lane] * mean[lane]);
      c0[lane] = rate[lane] * meanTarget[lane];
      c1[lane] = rate[lane] * (cross[lane] + mean[lane] * meanTarget[lane]);
      squaredNorm[lane] = states[fit][StopRule.SQUARED_NORM];
      intercept[lane] = w[fit][0];
      slope[lane] = w[fit][1];
    }
  }

  /** Span after span, until one has ended a fit. */
  private void spans() {
    int lanes = running.length;
    while (running.length == lanes) {
      int epochs = GramDescent.SPAN;
      for (int fit : running) {
        epochs = (int) Math.min(epochs, left(fit));
      }
      for (int epoch = 0; epoch < epochs - 2; epoch++) {
        step();
      }
      for (int epoch = Math.max(0, epochs - 2); epoch < epochs; epoch++) {
        look();
        step();
      }
      for (int lane = 0; lane < lanes; lane++) {
        settle(lane, running[lane], epochs);
      }
      if (!Arrays.stream(running).allMatch(this::isRunning)) {
        running = Arrays.stream(running).filter(this::isRunning).toArray();
      }
    }
  }

  /** Leaves the epoch's loss, and its squared gradient norm beside that of the epoch before. */
  private void look() {
    int lanes = running.length;
    double[] before = last;
    last = squaredNorm;
    squaredNorm = before;
    residual(lanes, intercept, meanTarget, slope, mean, residual);
    norm(lanes, square, slope, cross, residual, mean, squaredNorm);
    loss(lanes, square, slope, cross, residual, squareTarget, loss);
  }

  private void step() {
    int lanes = running.length;
    double[] before = intercept;
    next(lanes, before, slope, m01, rate, c0, spare);
    next(lanes, slope, before, m01, m11, c1, slope);
    intercept = spare;
    spare = before;
    if (single) {
      round(lanes, intercept, rounded);
      widen(lanes, rounded, intercept);
      round(lanes, slope, rounded);
      widen(lanes, rounded, slope);
    }
  }

  /** Takes over what came of a span, or has the fit go on by itself from before it. */
  private void settle(int lane, int fit, int epochs) {
    double now = squaredNorm[lane];
    if (GramDescent.isEventless(loss[lane], last[lane], now, states[fit], rules[fit])) {
      GramDescent.pass(epochs, loss[lane], now, states[fit]);
      w[fit][0] = intercept[lane];
      w[fit][1] = slope[lane];
    } else {
      alone(fit, rules[fit][StopRule.EPOCHS]);
    }
  }

  private static void residual(
      int lanes, double[] intercept, double[] target, double[] slope, double[] mean, double[] to) {
    for (int k = 0; k < lanes; k++) {
      to[k] = intercept[k] - target[k] + slope[k] * mean[k];
    }
  }

  private static void norm(
      int lanes,
      double[] square,
      double[] slope,
      double[] cross,
      double[] residual,
      double[] mean,
      double[] to) {
    for (int k = 0; k < lanes; k++) {
      double r = residual[k];
      double half = square[k] * slope[k] - cross[k] + r * mean[k];
      to[k] = 4 * (r * r + half * half);
    }
  }

  private static void loss(
      int lanes,
      double[] square,
      double[] slope,
      double[] cross,
      double[] residual,
      double[] squareTarget,
      double[] to) {
    for (int k = 0; k < lanes; k++) {
      double a = slope[k];
      double variance = squareTarget[k] + a * ((square[k] * a - cross[k]) - cross[k]);
      to[k] = residual[k] * residual[k] + Math.max(variance, 0);
    }
  }

  private static void next(
      int lanes, double[] own, double[] other, double[] m, double[] d, double[] c, double[] to) {
    for (int k = 0; k < lanes; k++) {
      to[k] = (own[k] - m[k] * other[k]) - (d[k] * own[k] - c[k]);
    }
  }

  private static void round(int lanes, double[] from, float[] to) {
    for (int k = 0; k < lanes; k++) {
      to[k] = (float) from[k];
    }
  }

  private static void widen(int lanes, float[] from, double[] to) {
    for (int k = 0; k < lanes; k++) {
      to[k] = from[k];
    }
  }
}
