package regress.engine;

import java.util.Arrays;

/**
 * The loss and its gradient as one pass over the rows leaves them: sums, which add.
 *
 * @param slopes p + 1 sums, of residuals r_i and of r_i x_ij
 * @param squares the sum of r_i squared
 */
public record Sums(double[] slopes, double squares) {

  /**
   * @param totals p + 2 values: the slopes, then the squares
   */
  public static Sums of(double[] totals) {
    int parameters = totals.length - 1;
    return new Sums(Arrays.copyOf(totals, parameters), totals[parameters]);
  }
}
