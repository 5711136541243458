package regress.kernel;

/**
 * When a descent stops, decided the same way on every device.
 *
 * <p>With f the loss and g its gradient at epoch t, an epoch is calm when
 *
 * <pre>
 *   |f(t-1) - f(t)| <= tolerance * |f(t)|   and   |g(t)| <= tolerance * |g(0)|
 * </pre>
 *
 * and the descent has converged after {@code patience} calm epochs in a row. A loss or gradient
 * that is no finite number is divergence.
 */
public final class StopRule {
  /** Still running, or all epochs used up. */
  public static final int RUNNING = 0;

  /** Converged: the parameters are those of the last calm epoch. */
  public static final int CONVERGED = 1;

  /** Loss or gradient is infinite or not a number. */
  public static final int DIVERGED = 2;

  private StopRule() {}
}
