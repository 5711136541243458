package regress.internal.kernel;

/**
 * Where the moments of a data matrix lie, and what they say about the mean squared error.
 *
 * <p>The matrix has p + 2 columns: ones, the p features, the target. A square of moments has one
 * row and one column for each, {@link #stride} values from row to row; entry (a, b) with a <= b is
 * the sum of z_a z_b over rows, and those below the diagonal are not read. Blocks of rows leave one
 * square each, one after the other.
 *
 * <p>Columns come mapped, z = (value - centre) / scale. Centres lie near the means, so that
 * centring the moments cancels nothing, and scales are powers of two, so that they round nothing.
 */
public final class Moments {
  /** Row strides are multiples of this, the edge of the tiles that device kernels work in. */
  public static final int TILE = 4;

  private Moments() {}

  /** Values from one row of a square to the next, for p features. */
  public static int stride(int features) {
    return (features + 2 + TILE - 1) / TILE * TILE;
  }

  /** Values in one square, for p features. */
  public static long square(int features) {
    return (long) stride(features) * stride(features);
  }

  /** Adds squares that follow each other to one, in order. */
  public static void add(double[] squares, double[] total) {
    for (int square = 0; square < squares.length; square += total.length) {
      for (int k = 0; k < total.length; k++) {
        total[k] += squares[square + k];
      }
    }
  }

  /**
   * Turns a square of sums over all rows into means and covariances (divisor n) of columns in
   * another map:
   *
   * <pre>
   *   value = shift + factor z
   *   (0, b) = mean_b        (a, b) = (b, a) = 1/n sum_i (value_ia - mean_a) (value_ib - mean_b)
   * </pre>
   *
   * @param shifts of the p features and the target
   * @param factors of the same
   */
  public static void settle(double[] moments, double[] shifts, double[] factors) {
    int columns = factors.length;
    int stride = stride(columns - 1);
    double n = moments[0];
    for (int b = 0; b <= columns; b++) {
      moments[b] = moments[b] / n;
    }
    for (int a = 1; a <= columns; a++) {
      for (int b = a; b <= columns; b++) {
        double centred = moments[a * stride + b] / n - moments[a] * moments[b];
        double covariance = centred * factors[a - 1] * factors[b - 1];
        moments[a * stride + b] = covariance;
        moments[b * stride + a] = covariance;
      }
    }
    for (int b = 1; b <= columns; b++) {
      moments[b] = shifts[b - 1] + factors[b - 1] * moments[b];
    }
  }
}
