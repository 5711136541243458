package regress.kernel;

import uk.ac.manchester.tornado.api.annotations.Parallel;

/** Squared loss, value(r) = r^2, in numbers, and the plain kernels of it. */
public final class SquaredLoss32 implements Loss32 {
  public static final SquaredLoss32 LOSS = new SquaredLoss32();

  private SquaredLoss32() {}

  @Override
  public double value(double r, double parameter) {
    return r * r;
  }

  @Override
  public double slope(double r, double parameter) {
    return r;
  }

  @Override
  public double curvature(double r, double parameter) {
    return 1;
  }

  @Override
  public double toSlopes(int rows, float[][] r, boolean wantsSum, float[] lanes, double parameter) {
    return wantsSum ? HostLoss32.dot(rows, r, 0, r, 0, 1, lanes) : 0;
  }

  /** {@link LinearLoss32#blockLoss} of all blocks. */
  public static void loss(
      float[] x,
      float[] y,
      float[] w,
      float[] residuals,
      double[] values,
      double[] rule,
      int[] shape,
      int blocks) {
    for (@Parallel int block = 0; block < blocks; block++) {
      LinearLoss32.blockLoss(LOSS, block, x, y, w, residuals, values, rule, shape);
    }
  }

  /** {@link GradientDescent32#descend} as a kernel of one item. */
  public static void train(
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
      GradientDescent32.descend(
          LOSS, x, y, w, residuals, values, slopes, gradient, state, rule, shape);
    }
  }
}
