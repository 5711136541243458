package regress.internal.kernel;

/**
 * A loss of a residual r, of which a fit minimises the mean, in numbers: f = 1/n sum_i value(r_i).
 *
 * <p>The slope is half of value's derivative and the curvature half of its second, so that they are
 * r and 1 for squared loss. Neither value nor slope is anything but 0 where r is 0: that is what
 * kernels set rows to that are none.
 *
 * <p>Kernels call a loss as a constant, which device compilers inline. HotSpot inlines no call of
 * what several classes implement: as a JVM runs it, a loss works on a block of rows a call.
 */
public interface Loss32 {

  /**
   * @param parameter the rule's at {@link StopRule#PARAMETER}
   */
  double value(double r, double parameter);

  /** Half of value's derivative in r. */
  double slope(double r, double parameter);

  /** Half of value's second derivative in r, at most 1. */
  double curvature(double r, double parameter);

  /**
   * Has slopes take the place of so many residuals, tile after tile from r[0] on.
   *
   * @param lanes 0 before and after
   * @return the sum of values, if that is wanted
   */
  double toSlopes(int rows, float[][] r, boolean wantsSum, float[] lanes, double parameter);
}
