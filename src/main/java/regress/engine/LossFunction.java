package regress.engine;

/**
 * A loss of your own: what a row with a residual r, the model's value less the target's, costs. A
 * fit minimises the mean over rows.
 *
 * <p>As with squared loss, for which they are r^2, r and 1: nothing is lost at r = 0, the slope is
 * half of the derivative, and the curvature half of the second one and at most 1, which the
 * learning rate counts on.
 *
 * <p>Called from several threads at once, once a row and epoch.
 */
public interface LossFunction {

  double value(double r);

  /** Half of value's derivative. */
  double slope(double r);

  /** Half of value's second derivative, at most 1. */
  double curvature(double r);
}
