package regress.kernel;

import uk.ac.manchester.tornado.api.annotations.Parallel;

/**
 * Gradient descent on the mean squared error, from means and covariances instead of data: the same
 * iterates up to rounding, at a cost an epoch that does not know n.
 *
 * <pre>
 *   r = w_0 + sum_j w_j mean_j - mean_y        h_j = sum_k C_jk w_k - C_jy
 *   f = r^2 + sum_j w_j (h_j - C_jy) + C_yy    df/dw_0 = 2 r    df/dw_j = 2 (h_j + r mean_j)
 * </pre>
 *
 * f splits into the square of the mean residual and the residuals' variance; the second is never
 * taken below 0, where rounding alone could bring it.
 *
 * <p>Arrays: moments, the blocks' squares, of which {@link Moments#settle} makes C and the means;
 * w, p + 1, intercept first; gradient, p + 1; state and rule, {@link StopRule}'s.
 */
public final class GramDescent {
  private GramDescent() {}

  /**
   * A whole descent in one parallel iteration.
   *
   * @param single 1 rounds the parameters to float32 after every step, 0 does not
   */
  public static void train(
      double[] moments,
      double[] frame,
      double[] w,
      double[] gradient,
      double[] state,
      double[] rule,
      int[] shape,
      int single) {
    for (@Parallel int once = 0; once < 1; once++) {
      Moments.settle(moments, frame, shape);
      while (state[StopRule.STATUS] < 0.5 && state[StopRule.EPOCH] < rule[StopRule.EPOCHS]) {
        epoch(moments, w, gradient, state, rule, shape, single);
      }
    }
  }

  private static void epoch(
      double[] moments,
      double[] w,
      double[] gradient,
      double[] state,
      double[] rule,
      int[] shape,
      int single) {
    int p = shape[Shape.FEATURES];
    int stride = Moments.stride(p);
    int target = p + 1;
    double residual = w[0] - moments[target];
    for (int j = 1; j <= p; j++) {
      residual += w[j] * moments[j];
    }
    gradient[0] = 2 * residual;
    double variance = moments[target * stride + target];
    double squaredNorm = gradient[0] * gradient[0];
    for (int j = 1; j <= p; j++) {
      double h = -moments[j * stride + target];
      for (int k = 1; k <= p; k++) {
        h += moments[j * stride + k] * w[k];
      }
      variance += w[j] * (h - moments[j * stride + target]);
      gradient[j] = 2 * (h + residual * moments[j]);
      squaredNorm += gradient[j] * gradient[j];
    }
    StopRule.judge(loss(residual, variance), squaredNorm, state, 0, rule);
    if (state[StopRule.STATUS] < 0.5) {
      for (int j = 0; j <= p; j++) {
        w[j] = rounded(w[j] - rule[StopRule.RATE] * gradient[j], single);
      }
    }
  }

  /**
   * {@link #train} for one feature, from settled moments, with all that an epoch needs in
   * registers, the state included. The step is taken by the multiplied-out gradient rate M w - rate
   * c, added up so that three operations lead from one epoch's parameters to the next's; what is
   * judged does not lie on that chain.
   */
  public static void line(double[] moments, double[] w, double[] state, double[] rule, int single) {
    double mean = moments[1];
    double meanTarget = moments[2];
    double square = moments[Moments.TILE + 1];
    double cross = moments[Moments.TILE + 2];
    double squareTarget = moments[2 * Moments.TILE + 2];
    double rate = 2 * rule[StopRule.RATE];
    double m01 = rate * mean;
    double m11 = rate * (square + mean * mean);
    double c0 = rate * meanTarget;
    double c1 = rate * (cross + mean * meanTarget);
    double intercept = w[0];
    double slope = w[1];
    double epochs = rule[StopRule.EPOCHS];
    double tolerance = rule[StopRule.TOLERANCE];
    double patience = rule[StopRule.PATIENCE];
    double epoch = state[StopRule.EPOCH];
    double loss = state[StopRule.LOSS];
    double squaredNorm = state[StopRule.SQUARED_NORM];
    double firstSquaredNorm = state[StopRule.FIRST_SQUARED_NORM];
    double calm = state[StopRule.CALM];
    double status = state[StopRule.STATUS];
    while (status < 0.5 && epoch < epochs) {
      double residual = intercept - meanTarget + slope * mean;
      double h = square * slope - cross;
      double half = h + residual * mean;
      double variance = squareTarget + slope * (h - cross);
      double before = loss;
      loss = loss(residual, variance);
      squaredNorm = 4 * (residual * residual + half * half);
      if (epoch < 0.5) {
        firstSquaredNorm = squaredNorm;
      }
      calm =
          StopRule.calm(epoch, calm, loss - before, loss, squaredNorm, firstSquaredNorm, tolerance);
      status = StopRule.status(loss, squaredNorm, calm, patience);
      epoch += 1;
      if (status < 0.5) {
        double next0 = (intercept - m01 * slope) - (rate * intercept - c0);
        double next1 = (slope - m01 * intercept) - (m11 * slope - c1);
        intercept = rounded(next0, single);
        slope = rounded(next1, single);
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
  public static double loss(double residual, double variance) {
    double squares = variance;
    if (variance < 0) {
      squares = 0;
    }
    return residual * residual + squares;
  }

  /** A parameter in float32, or as it is. */
  public static double rounded(double parameter, int single) {
    if (single == 1) {
      return (float) parameter;
    }
    return parameter;
  }

  /** C_yy + sum_j w_j^2 C_jj, the size of the terms that cancel to the residuals' variance. */
  public static double spread(double[] moments, double[] w, int[] shape) {
    int p = shape[Shape.FEATURES];
    int diagonal = Moments.stride(p) + 1;
    double sum = moments[(p + 1) * diagonal];
    for (int j = 1; j <= p; j++) {
      sum += w[j] * w[j] * moments[j * diagonal];
    }
    return sum;
  }
}
