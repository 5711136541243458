package regress.internal.kernel;

import uk.ac.manchester.tornado.api.annotations.Parallel;

/**
 * Gradient descent on a mean loss in float32 with float64 sums: w = w - rate * gradient, until
 * {@link StopRule} says so.
 *
 * <p>Arrays as in {@link LinearLoss32}, and gradient, p + 1; state and rule, {@link StopRule}'s.
 */
public final class GradientDescent32 {

  private GradientDescent32() {}

  /**
   * The end of an epoch, unless the descent has ended: adds the blocks' sums in order, judges, and
   * steps unless that was the last. One parallel iteration does it all: it is p + 1 sums of few
   * numbers.
   */
  public static void update(
      float[] w,
      double[] values,
      double[] slopes,
      double[] gradient,
      double[] state,
      double[] rule,
      int[] shape) {
    for (@Parallel int once = 0; once < 1; once++) {
      if (left(state, rule) > 0) {
        step(w, values, slopes, gradient, state, rule, shape);
      }
    }
  }

  /** A whole descent, all epochs of it, as a kernel of one item. */
  public static void train(
      Loss32 loss,
      float[] x,
      float[] y,
      float[] w,
      float[] residuals,
      double[] values,
      double[] slopes,
      double[] gradient,
      double[] state,
      double[] rule,
      int[] shape) {
    for (@Parallel int once = 0; once < 1; once++) {
      while (left(state, rule) > 0) {
        for (int block = 0; block < shape[Shape.BLOCKS]; block++) {
          LinearLoss32.blockLoss(loss, block, x, y, w, residuals, values, rule, shape);
          LinearLoss32.blockGradient(block, x, residuals, slopes, shape);
        }
        step(w, values, slopes, gradient, state, rule, shape);
      }
    }
  }

  /** Above 0 while there are epochs left; without a condition, which TornadoVM may misplace. */
  private static double left(double[] state, double[] rule) {
    return Math.min(rule[StopRule.EPOCHS] - state[StopRule.EPOCH], 1 - state[StopRule.STATUS]);
  }

  /** The work of {@link #update}. */
  public static void step(
      float[] w,
      double[] values,
      double[] slopes,
      double[] gradient,
      double[] state,
      double[] rule,
      int[] shape) {
    int parameters = shape[Shape.FEATURES] + 1;
    double n = shape[Shape.ROWS];
    double sumOfValues = 0;
    for (int block = 0; block < shape[Shape.BLOCKS]; block++) {
      sumOfValues += values[block];
    }
    double squaredNorm = 0;
    for (int j = 0; j < parameters; j++) {
      double sum = 0;
      for (int block = 0; block < shape[Shape.BLOCKS]; block++) {
        sum += slopes[block * parameters + j];
      }
      double slope = 2 * sum / n;
      gradient[j] = slope;
      squaredNorm += slope * slope;
    }
    StopRule.judge(sumOfValues / n, squaredNorm, state, 0, rule);
    if (state[StopRule.STATUS] < 0.5) {
      for (int j = 0; j < parameters; j++) {
        w[j] = (float) (w[j] - rule[StopRule.RATE] * gradient[j]);
      }
    }
  }
}
