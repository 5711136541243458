package regress.engine;

/**
 * What a warm fit in one mode takes, as a function of the problem's shape and the number of epochs:
 *
 * <pre>
 *   t = launch + pass * once(n, p) + epochs * (turn + value * each(n, p))
 * </pre>
 *
 * where a mode that streams over the data reads each(n, p) = n (p + 1) values an epoch and nothing
 * once, and the Gram mode multiplies once(n, p) = n (p + 1) (p + 2) / 2 pairs of values once and
 * each(n, p) = (p + 1)^2 of them an epoch.
 *
 * @param launch nanoseconds a fit, whatever it does
 * @param pass nanoseconds a pair of values that is multiplied once
 * @param turn nanoseconds an epoch, whatever it does
 * @param value nanoseconds a value that is read in an epoch
 */
public record Cost(double launch, double pass, double turn, double value) {

  /** Predicted nanoseconds. */
  public double nanos(Mode mode, long n, int p, long epochs) {
    return launch + pass * once(mode, n, p) + epochs * (turn + value * each(mode, n, p));
  }

  /** Pairs of values that a mode multiplies once a fit. */
  static double once(Mode mode, long n, int p) {
    return mode == Mode.GRAM ? n * (p + 1.0) * (p + 2.0) / 2 : 0;
  }

  /** Values that a mode reads an epoch. */
  static double each(Mode mode, long n, int p) {
    return mode == Mode.GRAM ? (p + 1.0) * (p + 1.0) : n * (p + 1.0);
  }
}
