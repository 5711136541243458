package regress.internal.engine;

import java.util.Arrays;

/**
 * The loss and its gradient as one pass over the rows leaves them: sums, which add.
 *
 * @param slopes p + 1 sums, of the loss's slopes s_i and of s_i x_ij
 * @param values the sum of the loss's values
 */
public record Sums(double[] slopes, double values) {
  /** Of p + 2 values: the slopes, then the sum of the loss's values. */
  public static Sums of(double[] totals) {
    int parameters = totals.length - 1;
    return new Sums(Arrays.copyOf(totals, parameters), totals[parameters]);
  }
}
