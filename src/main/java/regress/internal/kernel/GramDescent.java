package regress.internal.kernel;

/**
 * Gradient descent on the mean squared error, from means and covariances instead of data: the same
 * iterates up to rounding, at a cost an epoch that does not know n. Plain Java, for the host alone.
 *
 * <pre>
 *   r = w_0 + sum_j w_j mean_j - mean_y        h_j = sum_k C_jk w_k - C_jy
 *   f = r^2 + sum_j w_j (h_j - C_jy) + C_yy    df/dw_0 = 2 r    df/dw_j = 2 (h_j + r mean_j)
 * </pre>
 *
 * f splits into the square of the mean residual and the residuals' variance; the second is never
 * taken below 0, where rounding alone could bring it.
 *
 * <p><b>What moments can tell.</b> The parameters need no care: moments of framed columns are exact
 * to a few units of roundoff u of their own columns' size, and commit in every epoch no more than
 * the rounding of residuals does in a streaming descent, whatever the conditioning. The loss is
 * different: it is what remains when terms of total size
 *
 * <pre>
 *   spread = C_yy + sum_j w_j^2 C_jj
 * </pre>
 *
 * cancel, uncertain by a few u spread, and near a perfect fit nothing remains but that. So a change
 * of the loss by at most 64 u spread counts as none, and a nearly perfect fit converges by its
 * gradient.
 *
 * <p><b>Spans.</b> Almost no epoch ends a descent, and to judge one takes about as long as to step.
 * So epochs may come in spans of which only the last two are looked at. A step multiplies the
 * gradient by a symmetric matrix; with c_i its components along that matrix's eigenvectors,
 *
 * <pre>
 *   |g(t)|^2 = sum_i c_i^2 m_i^(2 t)
 * </pre>
 *
 * is a convex function of the epoch, and so is f. Both are finite within a span where they are at
 * its ends; and where the gradient did not grow in the end, it was never smaller before. A span
 * whose last two epochs do not prove that none was calm or wild is taken back, and every epoch
 * judged from there on.
 *
 * <p>Arrays: moments, one square as {@link Moments#settle} leaves it; w, p + 1 parameters,
 * intercept first; state and rule, {@link StopRule}'s.
 */
public final class GramDescent {
  /** Epochs of a span. */
  static final int SPAN = 64;

  private static final double SAFETY = 64;

  /** Rounding may move a squared norm that is near the rule's bound, but not by so much. */
  private static final double MARGIN = 4;

  private GramDescent() {}

  /**
   * Runs epochs until the descent has ended or all are used up.
   *
   * @param single whether parameters are rounded to float32 at the start and after every step
   */
  public static void run(
      double[] moments, double[] w, double[] state, double[] rule, boolean single) {
    round(w, single);
    if (w.length == 2) {
      line(GramLine.of(moments, rule), w, state, rule, single, rule[StopRule.EPOCHS]);
    } else {
      new GramRows(moments, w, single).run(w, state, rule);
    }
  }

  /**
   * For one feature, with all that an epoch needs in registers, the state included.
   *
   * @param epochs where to leave off, the descent's last epoch or one before it
   */
  static void line(
      GramLine line, double[] w, double[] state, double[] rule, boolean single, double epochs) {
    double intercept = w[0];
    double slope = w[1];
    double tolerance = rule[StopRule.TOLERANCE];
    double patience = rule[StopRule.PATIENCE];
    double epoch = state[StopRule.EPOCH];
    double loss = state[StopRule.LOSS];
    double squaredNorm = state[StopRule.SQUARED_NORM];
    double firstSquaredNorm = state[StopRule.FIRST_SQUARED_NORM];
    double calm = state[StopRule.CALM];
    double status = state[StopRule.STATUS];
    while (status < 0.5 && epoch < epochs) {
      double before = loss;
      loss = line.loss(intercept, slope);
      squaredNorm = line.squaredNorm(intercept, slope);
      if (epoch < 0.5) {
        firstSquaredNorm = squaredNorm;
      }
      double change = loss - before;
      if (StopRule.isSmall(squaredNorm, firstSquaredNorm, tolerance)
          && !tells(change, line.spread(slope), single)) {
        change = 0;
      }
      calm = StopRule.calm(epoch, calm, change, loss, squaredNorm, firstSquaredNorm, tolerance);
      status = StopRule.status(loss, squaredNorm, calm, patience);
      epoch += 1;
      if (status < 0.5) {
        double next = line.nextIntercept(intercept, slope);
        slope = rounded(line.nextSlope(intercept, slope), single);
        intercept = rounded(next, single);
      }
    }
    w[0] = intercept;
    w[1] = slope;
    state[StopRule.EPOCH] = epoch;
    state[StopRule.LOSS] = loss;
    state[StopRule.SQUARED_NORM] = squaredNorm;
    state[StopRule.FIRST_SQUARED_NORM] = firstSquaredNorm;
    state[StopRule.CALM] = calm;
    state[StopRule.STATUS] = status;
  }

  /** f, with a variance that is not a number left alone. */
  static double loss(double residual, double variance) {
    return residual * residual + Math.max(variance, 0);
  }

  /** Whether a change of the loss is more than moments may have made themselves. */
  static boolean tells(double change, double spread, boolean single) {
    double roundoff = single ? 0x1p-24 : 0x1p-53;
    return Math.abs(change) > SAFETY * roundoff * spread;
  }

  /**
   * Has a state stand behind a span, if no epoch of it was calm or wild; says whether that is so.
   *
   * @param last the gradient's squared norm in the epoch before the span's last
   * @param loss of the span's last epoch, as {@code squaredNorm}
   */
  static boolean pass(
      int epochs, double last, double loss, double squaredNorm, double[] state, double[] rule) {
    double tolerance = rule[StopRule.TOLERANCE];
    double near = MARGIN * state[StopRule.FIRST_SQUARED_NORM];
    boolean isEventless =
        Math.abs(loss + squaredNorm) <= Double.MAX_VALUE
            && (tolerance == 0
                || squaredNorm <= last && !StopRule.isSmall(squaredNorm, near, tolerance));
    if (isEventless) {
      state[StopRule.EPOCH] += epochs;
      state[StopRule.LOSS] = loss;
      state[StopRule.SQUARED_NORM] = squaredNorm;
      state[StopRule.CALM] = 0;
    }
    return isEventless;
  }

  /** Parameters as a descent begins with them. */
  static void round(double[] w, boolean single) {
    for (int j = 0; j < w.length; j++) {
      w[j] = rounded(w[j], single);
    }
  }

  /** A parameter in float32, or as it is. */
  private static double rounded(double parameter, boolean single) {
    return single ? (float) parameter : parameter;
  }
}
