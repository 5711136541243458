package regress.internal.kernel;

import java.util.Arrays;

/**
 * {@link GramDescent#run} for many fits of one feature side by side, to the same bits, in the shape
 * that HotSpot vectorises: short loops over few arrays, a value a fit that still runs.
 *
 * <p>Epochs come in spans, as {@link GramDescent} has them. A fit whose span is taken back goes on
 * from there by itself, to its end.
 */
public final class GramLines {
  /** Fits that are worth working on together: enough for long vectors, few for a cache. */
  public static final int MOST = 64;

  private record Fit(GramLine line, double[] w, double[] state, double[] rule, boolean single) {
    double left() {
      return rule[StopRule.EPOCHS] - state[StopRule.EPOCH];
    }

    boolean isRunning() {
      return state[StopRule.STATUS] == StopRule.RUNNING && left() > 0;
    }

    void alone(double epochs) {
      GramDescent.line(line, w, state, rule, single, Math.min(epochs, rule[StopRule.EPOCHS]));
    }
  }

  private final Fit[] fits;
  private final int lanes;
  private final double[] rate = new double[MOST];
  private final double[] m01 = new double[MOST];
  private final double[] m11 = new double[MOST];
  private final double[] c0 = new double[MOST];
  private final double[] c1 = new double[MOST];
  private final double[] slope = new double[MOST];
  private double[] intercept = new double[MOST];
  private double[] spare = new double[MOST];
  private final float[] rounded = new float[MOST];
  private final double[] last = new double[MOST];
  private final boolean[] isEventless = new boolean[MOST];

  private GramLines(Fit[] fits) {
    this.fits = fits;
    this.lanes = fits.length;
    for (int k = 0; k < lanes; k++) {
      GramLine line = fits[k].line;
      rate[k] = line.rate();
      m01[k] = line.m01();
      m11[k] = line.m11();
      c0[k] = line.c0();
      c1[k] = line.c1();
      intercept[k] = fits[k].w[0];
      slope[k] = fits[k].w[1];
    }
  }

  /**
   * Runs each fit's epochs until it has ended or all are used up.
   *
   * @param moments a value or an array a fit, as those that follow
   * @param w of at most {@link #MOST} fits
   */
  public static void run(
      double[][] moments, double[][] w, double[][] states, double[][] rules, boolean single) {
    Fit[] fits = new Fit[w.length];
    for (int k = 0; k < fits.length; k++) {
      fits[k] = new Fit(GramLine.of(moments[k], rules[k]), w[k], states[k], rules[k], single);
      GramDescent.round(w[k], single);
      fits[k].alone(1);
    }
    for (Fit[] left = running(fits); left.length > 0; left = running(left)) {
      new GramLines(left).spans();
    }
  }

  private static Fit[] running(Fit[] fits) {
    return Arrays.stream(fits).filter(Fit::isRunning).toArray(Fit[]::new);
  }

  /** Span after span, until one has ended a fit. */
  private void spans() {
    do {
      int epochs = GramDescent.SPAN;
      for (Fit fit : fits) {
        epochs = (int) Math.min(epochs, fit.left());
      }
      if (epochs > 1) {
        span(epochs);
      } else {
        Arrays.stream(fits).forEach(fit -> fit.alone(fit.state[StopRule.EPOCH] + 1));
      }
    } while (Arrays.stream(fits).allMatch(Fit::isRunning));
  }

  private void span(int epochs) {
    for (int epoch = 2; epoch < epochs; epoch++) {
      step();
    }
    for (int k = 0; k < lanes; k++) {
      last[k] = fits[k].line.squaredNorm(intercept[k], slope[k]);
    }
    step();
    for (int k = 0; k < lanes; k++) {
      Fit fit = fits[k];
      double loss = fit.line.loss(intercept[k], slope[k]);
      double squaredNorm = fit.line.squaredNorm(intercept[k], slope[k]);
      isEventless[k] = GramDescent.pass(epochs, last[k], loss, squaredNorm, fit.state, fit.rule);
    }
    step();
    for (int k = 0; k < lanes; k++) {
      if (isEventless[k]) {
        fits[k].w[0] = intercept[k];
        fits[k].w[1] = slope[k];
      } else {
        fits[k].alone(fits[k].rule[StopRule.EPOCHS]);
      }
    }
  }

  private void step() {
    double[] before = intercept;
    next(lanes, before, slope, m01, rate, c0, spare);
    next(lanes, slope, before, m01, m11, c1, slope);
    intercept = spare;
    spare = before;
    if (fits[0].single) {
      round(lanes, intercept, rounded);
      round(lanes, slope, rounded);
    }
  }

  private static void next(
      int lanes, double[] own, double[] other, double[] m, double[] d, double[] c, double[] to) {
    for (int k = 0; k < lanes; k++) {
      to[k] = (own[k] - m[k] * other[k]) - (d[k] * own[k] - c[k]);
    }
  }

  /** By way of float32. Two loops, because HotSpot vectorises none that goes there and back. */
  private static void round(int lanes, double[] values, float[] rounded) {
    for (int k = 0; k < lanes; k++) {
      rounded[k] = (float) values[k];
    }
    for (int k = 0; k < lanes; k++) {
      values[k] = rounded[k];
    }
  }
}
