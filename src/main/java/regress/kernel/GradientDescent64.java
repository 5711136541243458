package regress.kernel;

import uk.ac.manchester.tornado.api.annotations.Parallel;

/**
 * Gradient descent on the mean squared error in float64: w = w - rate * gradient, until {@link
 * StopRule} says so.
 *
 * <p>Arrays as in {@link SquaredLoss64}, and gradient, p + 1; state and rule, {@link StopRule}'s.
 */
public final class GradientDescent64 {

  private GradientDescent64() {}

  /**
   * The end of an epoch: adds the blocks' sums in order, judges, and steps unless the descent has
   * ended. One parallel iteration does it all: it is p + 1 sums of few numbers.
   */
  public static void update(
      double[] w,
      double[] squares,
      double[] slopes,
      double[] gradient,
      double[] state,
      double[] rule,
      int[] shape) {
    for (@Parallel int once = 0; once < 1; once++) {
      step(w, squares, slopes, gradient, state, rule, shape);
    }
  }

  /** A whole descent, all epochs of it, in one parallel iteration. */
  public static void train(
      double[] x,
      double[] y,
      double[] w,
      double[] residuals,
      double[] squares,
      double[] slopes,
      double[] gradient,
      double[] state,
      double[] rule,
      int[] shape) {
    for (@Parallel int once = 0; once < 1; once++) {
      while (state[StopRule.STATUS] < 0.5 && state[StopRule.EPOCH] < rule[StopRule.EPOCHS]) {
        for (int block = 0; block < shape[Shape.BLOCKS]; block++) {
          SquaredLoss64.blockLoss(block, x, y, w, residuals, squares, shape);
          SquaredLoss64.blockGradient(block, x, residuals, slopes, shape);
        }
        step(w, squares, slopes, gradient, state, rule, shape);
      }
    }
  }

  /** The work of {@link #update}. */
  public static void step(
      double[] w,
      double[] squares,
      double[] slopes,
      double[] gradient,
      double[] state,
      double[] rule,
      int[] shape) {
    int parameters = shape[Shape.FEATURES] + 1;
    double n = shape[Shape.ROWS];
    double sumOfSquares = 0;
    for (int block = 0; block < shape[Shape.BLOCKS]; block++) {
      sumOfSquares += squares[block];
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
    StopRule.judge(sumOfSquares / n, squaredNorm, state, 0, rule);
    if (state[StopRule.STATUS] < 0.5) {
      for (int j = 0; j < parameters; j++) {
        w[j] = w[j] - rule[StopRule.RATE] * gradient[j];
      }
    }
  }
}
