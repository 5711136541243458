package regress.internal.kernel;

/**
 * {@link GramDescent} for several features, in the shape that HotSpot vectorises: every row of the
 * covariances is an array of its own, and a product with the parameters adds multiples of rows.
 *
 * <p>Arrays of p + 1 values, the intercept's last, and zeros up to a whole number of {@link
 * #TOGETHER}. Row k is (C_k1, ..., C_kp, mean_k), so that
 *
 * <pre>
 *   sum_k w_k row_k + constant = (h_1, ..., h_p, r - w_0)
 * </pre>
 */
final class GramRows {
  /** Rows that are added in one loop: of more, HotSpot vectorises none. */
  private static final int TOGETHER = 4;

  private final int p;
  private final double[][] rows;
  private final double[] constant;
  private final double[] means;
  private final double targetVariance;
  private final boolean single;
  private final double[] w;
  private final double[] before;
  private final double[] product;

  GramRows(double[] moments, double[] parameters, boolean single) {
    this.p = parameters.length - 1;
    int padded = p / TOGETHER * TOGETHER + TOGETHER;
    int target = p + 1;
    int stride = Moments.stride(p);
    this.rows = new double[(p + TOGETHER - 1) / TOGETHER * TOGETHER][padded];
    this.constant = new double[padded];
    this.means = new double[padded];
    for (int k = 0; k < p; k++) {
      System.arraycopy(moments, (k + 1) * stride + 1, rows[k], 0, p);
      rows[k][p] = moments[k + 1];
      means[k] = moments[k + 1];
      constant[k] = -moments[(k + 1) * stride + target];
    }
    constant[p] = -moments[target];
    this.targetVariance = moments[target * stride + target];
    this.single = single;
    this.w = new double[padded];
    System.arraycopy(parameters, 1, w, 0, p);
    w[p] = parameters[0];
    this.before = w.clone();
    this.product = new double[padded];
  }

  /** Runs epochs until the descent has ended or all are used up, and leaves the parameters. */
  void run(double[] parameters, double[] state, double[] rule) {
    judged(state, rule);
    boolean isFarFromEnd = true;
    while (state[StopRule.STATUS] < 0.5
        && state[StopRule.EPOCH] < rule[StopRule.EPOCHS]
        && !Thread.currentThread().isInterrupted()) {
      if (isFarFromEnd && rule[StopRule.EPOCHS] - state[StopRule.EPOCH] >= GramDescent.SPAN) {
        isFarFromEnd = span(state, rule);
      } else {
        judged(state, rule);
      }
    }
    parameters[0] = w[p];
    System.arraycopy(w, 0, parameters, 1, p);
  }

  private void judged(double[] state, double[] rule) {
    multiply();
    double loss = loss();
    double squaredNorm = squaredNorm();
    if (StopRule.isSmall(squaredNorm, state[StopRule.FIRST_SQUARED_NORM], rule[StopRule.TOLERANCE])
        && !GramDescent.tells(loss - state[StopRule.LOSS], spread(), single)) {
      state[StopRule.LOSS] = loss;
    }
    StopRule.judge(loss, squaredNorm, state, 0, rule);
    if (state[StopRule.STATUS] < 0.5) {
      step(2 * rule[StopRule.RATE]);
    }
  }

  /** A span of epochs, taken back where one of them may have been calm or wild. */
  private boolean span(double[] state, double[] rule) {
    System.arraycopy(w, 0, before, 0, w.length);
    double rate = 2 * rule[StopRule.RATE];
    for (int epoch = 2; epoch < GramDescent.SPAN; epoch++) {
      multiply();
      step(rate);
    }
    multiply();
    double last = squaredNorm();
    step(rate);
    multiply();
    boolean isEventless =
        GramDescent.pass(GramDescent.SPAN, last, loss(), squaredNorm(), state, rule);
    if (isEventless) {
      step(rate);
    } else {
      System.arraycopy(before, 0, w, 0, w.length);
    }
    return isEventless;
  }

  /** Leaves h and r, from which the gradient follows. */
  private void multiply() {
    double[] from = constant;
    for (int k = 0; k < rows.length; k += TOGETHER) {
      add(from, rows[k], rows[k + 1], rows[k + 2], rows[k + 3], w, k, product);
      from = product;
    }
    product[p] += w[p];
  }

  private static void add(
      double[] from,
      double[] r0,
      double[] r1,
      double[] r2,
      double[] r3,
      double[] w,
      int k,
      double[] to) {
    double w0 = w[k];
    double w1 = w[k + 1];
    double w2 = w[k + 2];
    double w3 = w[k + 3];
    for (int j = 0; j < to.length; j++) {
      to[j] = from[j] + ((w0 * r0[j] + w1 * r1[j]) + (w2 * r2[j] + w3 * r3[j]));
    }
  }

  private double loss() {
    double variance = targetVariance;
    for (int j = 0; j < p; j++) {
      variance += w[j] * (product[j] + constant[j]);
    }
    return GramDescent.loss(product[p], variance);
  }

  private double squaredNorm() {
    double sum = 0;
    for (int j = 0; j <= p; j++) {
      double half = product[j] + product[p] * means[j];
      sum += half * half;
    }
    return 4 * sum;
  }

  private double spread() {
    double sum = targetVariance;
    for (int j = 0; j < p; j++) {
      sum += w[j] * w[j] * rows[j][j];
    }
    return sum;
  }

  private void step(double rate) {
    if (single) {
      stepInSingle(product, product[p], means, rate, w);
    } else {
      step(product, product[p], means, rate, w);
    }
  }

  private static void step(double[] h, double r, double[] means, double rate, double[] w) {
    for (int j = 0; j < w.length; j++) {
      w[j] -= rate * (h[j] + r * means[j]);
    }
  }

  private static void stepInSingle(double[] h, double r, double[] means, double rate, double[] w) {
    for (int j = 0; j < w.length; j++) {
      w[j] = (float) (w[j] - rate * (h[j] + r * means[j]));
    }
  }
}
