package regress.internal.kernel;

import uk.ac.manchester.tornado.api.annotations.Parallel;

/**
 * The state of a descent, the numbers that steer it, and when it stops: decided the same way on
 * every device.
 *
 * <p>With f the loss and g its gradient at epoch t, an epoch is calm when
 *
 * <pre>
 *   |f(t-1) - f(t)| <= tolerance * |f(t)|   and   |g(t)| <= tolerance * |g(0)|
 * </pre>
 *
 * and the descent has converged after {@code patience} calm epochs in a row. A loss or gradient
 * that is no finite number is divergence. A tolerance of 0 never converges.
 */
public final class StopRule {
  // Statuses.
  public static final int RUNNING = 0; // Or all epochs used up.
  public static final int CONVERGED = 1; // The parameters are those of the last calm epoch.
  public static final int DIVERGED = 2; // Loss or gradient is infinite or not a number.

  // The state, all zeros before the first epoch.
  public static final int EPOCH = 0; // Epochs begun.
  public static final int LOSS = 1; // At the start of the last epoch.
  public static final int SQUARED_NORM = 2; // Of the gradient at the start of the last epoch.
  public static final int FIRST_SQUARED_NORM = 3; // Of the gradient at the start.
  public static final int CALM = 4; // Calm epochs in a row.
  public static final int STATUS = 5;
  public static final int STATE_LENGTH = 6;

  // The rule.
  public static final int RATE = 0;
  public static final int TOLERANCE = 1;
  public static final int PATIENCE = 2;
  public static final int EPOCHS = 3; // At most.
  public static final int PARAMETER = 4; // Of the loss, or 0 where it has none.
  public static final int RULE_LENGTH = 5;

  private StopRule() {}

  /** Clears the state for a new descent. */
  public static void begin(double[] state) {
    for (@Parallel int i = 0; i < STATE_LENGTH; i++) {
      state[i] = 0;
    }
  }

  /**
   * Begins an epoch: records its loss and squared gradient norm and sets the status. (Squared, so
   * that no device has to take a square root.)
   *
   * @param state of length {@link #STATE_LENGTH} from index {@code at}
   * @param rule of length {@link #RULE_LENGTH}
   */
  public static void judge(double loss, double squaredNorm, double[] state, int at, double[] rule) {
    double epoch = state[at + EPOCH];
    if (epoch < 0.5) {
      state[at + FIRST_SQUARED_NORM] = squaredNorm;
    }
    double first = state[at + FIRST_SQUARED_NORM];
    double change = loss - state[at + LOSS];
    double calm = calm(epoch, state[at + CALM], change, loss, squaredNorm, first, rule[TOLERANCE]);
    state[at + EPOCH] = epoch + 1;
    state[at + LOSS] = loss;
    state[at + SQUARED_NORM] = squaredNorm;
    state[at + CALM] = calm;
    state[at + STATUS] = status(loss, squaredNorm, calm, rule[PATIENCE]);
  }

  /** Calm epochs in a row, this one included, after {@code calm} before it. */
  static double calm(
      double epoch,
      double calm,
      double change,
      double loss,
      double squaredNorm,
      double firstSquaredNorm,
      double tolerance) {
    double next = 0;
    if (epoch > 0.5
        && tolerance > 0
        && Math.abs(change) <= tolerance * Math.abs(loss)
        && isSmall(squaredNorm, firstSquaredNorm, tolerance)) {
      next = calm + 1;
    }
    return next;
  }

  /** Whether a gradient is small enough for an epoch to be calm. */
  static boolean isSmall(double squaredNorm, double firstSquaredNorm, double tolerance) {
    return squaredNorm <= tolerance * tolerance * firstSquaredNorm;
  }

  /** The status that follows. */
  static double status(double loss, double squaredNorm, double calm, double patience) {
    double status = RUNNING;
    if (calm >= patience) {
      status = CONVERGED;
    }
    if (isWild(loss) || isWild(squaredNorm)) {
      status = DIVERGED;
    }
    return status;
  }

  /** Not {@code !Double.isFinite}, which device compilers get wrong. */
  private static boolean isWild(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }
}
