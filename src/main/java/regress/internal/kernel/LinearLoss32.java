package regress.internal.kernel;

import uk.ac.manchester.tornado.api.annotations.Parallel;

/**
 * Mean loss of a linear model, and its gradient, in float32 with float64 sums.
 *
 * <pre>
 *   r_i = w_0 + sum_j w_j x_ij - y_i        f = 1/n sum_i value(r_i)        df/dw_j = 2/n sum_i slope(r_i) x_ij   (x_i0 = 1)
 * </pre>
 *
 * Arrays: x, p columns of n values one after the other; y, n; w, p + 1, intercept first; residuals,
 * n, which become slopes; values, one a block; slopes, p + 1 a block; rule, {@link StopRule}'s. The
 * unit of parallel work is one block of rows.
 */
public final class LinearLoss32 {

  private LinearLoss32() {}

  /** residuals = slope(r); values[block] = sum of value(r_i) over the block. */
  public static void loss(
      Loss32 loss,
      float[] x,
      float[] y,
      float[] w,
      float[] residuals,
      double[] values,
      double[] rule,
      int[] shape,
      int blocks) {
    for (@Parallel int block = 0; block < blocks; block++) {
      blockLoss(loss, block, x, y, w, residuals, values, rule, shape);
    }
  }

  /** slopes[block][j] = sum of slope(r_i) x_ij over the block, from what {@link #loss} left. */
  public static void gradient(
      float[] x, float[] residuals, double[] slopes, int[] shape, int blocks) {
    for (@Parallel int block = 0; block < blocks; block++) {
      blockGradient(block, x, residuals, slopes, shape);
    }
  }

  /** The work of {@link #loss} on one block. */
  static void blockLoss(
      Loss32 loss,
      int block,
      float[] x,
      float[] y,
      float[] w,
      float[] residuals,
      double[] values,
      double[] rule,
      int[] shape) {
    double parameter = rule[StopRule.PARAMETER];
    int from = Shape.firstRow(block, shape);
    int to = Shape.endRow(block, shape);
    float intercept = w[0];
    for (int i = from; i < to; i++) {
      residuals[i] = intercept - y[i];
    }
    for (int j = 0; j < shape[Shape.FEATURES]; j++) {
      float slope = w[j + 1];
      int column = j * shape[Shape.ROWS];
      for (int i = from; i < to; i++) {
        residuals[i] += slope * x[column + i];
      }
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      double r = residuals[i];
      sum += loss.value(r, parameter);
      residuals[i] = (float) loss.slope(r, parameter);
    }
    values[block] = sum;
  }

  /** The work of {@link #gradient} on one block. */
  static void blockGradient(int block, float[] x, float[] residuals, double[] slopes, int[] shape) {
    int from = Shape.firstRow(block, shape);
    int to = Shape.endRow(block, shape);
    int first = block * (shape[Shape.FEATURES] + 1);
    double ones = 0;
    for (int i = from; i < to; i++) {
      ones += residuals[i];
    }
    slopes[first] = ones;
    for (int j = 0; j < shape[Shape.FEATURES]; j++) {
      int column = j * shape[Shape.ROWS];
      double sum = 0;
      for (int i = from; i < to; i++) {
        double r = residuals[i];
        sum += r * x[column + i];
      }
      slopes[first + j + 1] = sum;
    }
  }
}
