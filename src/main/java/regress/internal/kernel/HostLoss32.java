package regress.internal.kernel;

/**
 * {@link SquaredLoss32} in the shape that HotSpot vectorises: the same residuals, rounded alike,
 * and sums in float32 lanes, the k-th row of every tile in lane k. A lane takes a row of each of a
 * block's tiles, {@link HostShape} has few in a block, and goes on in float64.
 *
 * <p>Lanes are loaded and stored with every row, so loops over two and four tiles save most of
 * that; they add in the order of one tile after the other, to the bit. A loop with more in it than
 * these, or over types of different widths, HotSpot may leave as it is.
 *
 * <p>Arrays: x, x0..x3, tiles of feature columns; y, tiles of the target; r, tiles of residuals,
 * all of at least {@code rows} values from index 0 on; w, p + 1, intercept first; every other
 * array, one lane a row.
 */
public final class HostLoss32 {

  private HostLoss32() {}

  /** One feature, one pass: ones += r, dots += r x, and squares += r^2. */
  public static void lineAndLoss(
      int rows, float[] x, float[] y, float[] w, float[] squares, float[] ones, float[] dots) {
    float intercept = w[0];
    float slope = w[1];
    for (int k = 0; k < rows; k++) {
      float r = intercept - y[k] + slope * x[k];
      squares[k] += r * r;
      ones[k] += r;
      dots[k] += r * x[k];
    }
  }

  /** As {@link #lineAndLoss}, bit by bit, without the loss. */
  public static void line(int rows, float[] x, float[] y, float[] w, float[] ones, float[] dots) {
    float intercept = w[0];
    float slope = w[1];
    for (int k = 0; k < rows; k++) {
      float r = intercept - y[k] + slope * x[k];
      ones[k] += r;
      dots[k] += r * x[k];
    }
  }

  /** As {@link #line} of one whole tile and then of the next. */
  public static void lineTwo(
      float[][] x, float[][] y, int tile, float[] w, float[] ones, float[] dots) {
    float intercept = w[0];
    float slope = w[1];
    float[] x0 = x[tile];
    float[] y0 = y[tile];
    float[] x1 = x[tile + 1];
    float[] y1 = y[tile + 1];
    for (int k = 0; k < HostShape.TILE_ROWS; k++) {
      float r0 = intercept - y0[k] + slope * x0[k];
      float r1 = intercept - y1[k] + slope * x1[k];
      ones[k] = ones[k] + r0 + r1;
      dots[k] = dots[k] + r0 * x0[k] + r1 * x1[k];
    }
  }

  /**
   * One feature and few rows: squares[0], slopes[0] and slopes[1] of the only block, in scalars,
   * which cost less than folding lanes.
   */
  public static void shortLine(
      int rows, float[] x, float[] y, float[] w, double[] squares, double[] slopes) {
    float intercept = w[0];
    float slope = w[1];
    double square0 = 0;
    double square1 = 0;
    double one0 = 0;
    double one1 = 0;
    double dot0 = 0;
    double dot1 = 0;
    double square2 = 0;
    double square3 = 0;
    double one2 = 0;
    double one3 = 0;
    double dot2 = 0;
    double dot3 = 0;
    int k = 0;
    for (; k < rows - 3; k += 4) {
      double r0 = intercept - y[k] + slope * x[k];
      double r1 = intercept - y[k + 1] + slope * x[k + 1];
      double r2 = intercept - y[k + 2] + slope * x[k + 2];
      double r3 = intercept - y[k + 3] + slope * x[k + 3];
      square0 += r0 * r0;
      one0 += r0;
      dot0 += r0 * x[k];
      square1 += r1 * r1;
      one1 += r1;
      dot1 += r1 * x[k + 1];
      square2 += r2 * r2;
      one2 += r2;
      dot2 += r2 * x[k + 2];
      square3 += r3 * r3;
      one3 += r3;
      dot3 += r3 * x[k + 3];
    }
    for (; k < rows; k++) {
      double r = intercept - y[k] + slope * x[k];
      square0 += r * r;
      one0 += r;
      dot0 += r * x[k];
    }
    squares[0] = (square0 + square1) + (square2 + square3);
    slopes[0] = (one0 + one1) + (one2 + one3);
    slopes[1] = (dot0 + dot1) + (dot2 + dot3);
  }

  /** r = w_0 - y, before any feature. */
  public static void begin(int rows, float[] y, float[] w, float[] r) {
    float intercept = w[0];
    for (int k = 0; k < rows; k++) {
      r[k] = intercept - y[k];
    }
  }

  /** r += w_(j+1) x. */
  public static void add(int rows, float[] x, float[] w, int j, float[] r) {
    float slope = w[j + 1];
    for (int k = 0; k < rows; k++) {
      r[k] += slope * x[k];
    }
  }

  /** r += w_(j+1) x0 + ... + w_(j+4) x3, in that order, as {@link #add} four times. */
  public static void addFour(
      int rows, float[] x0, float[] x1, float[] x2, float[] x3, float[] w, int j, float[] r) {
    float slope0 = w[j + 1];
    float slope1 = w[j + 2];
    float slope2 = w[j + 3];
    float slope3 = w[j + 4];
    for (int k = 0; k < rows; k++) {
      r[k] = r[k] + slope0 * x0[k] + slope1 * x1[k] + slope2 * x2[k] + slope3 * x3[k];
    }
  }

  /** lanes += r. */
  private static void sum(int rows, float[] r, float[] lanes) {
    for (int k = 0; k < rows; k++) {
      lanes[k] += r[k];
    }
  }

  /** lanes += the sum of r[i] to r[i + 3], whole tiles, in that order, as {@link #sum}. */
  private static void sumFour(float[][] r, int i, float[] lanes) {
    float[] r0 = r[i];
    float[] r1 = r[i + 1];
    float[] r2 = r[i + 2];
    float[] r3 = r[i + 3];
    for (int k = 0; k < HostShape.TILE_ROWS; k++) {
      lanes[k] = lanes[k] + r0[k] + r1[k] + r2[k] + r3[k];
    }
  }

  /** lanes += r x. */
  private static void dot(int rows, float[] r, float[] x, float[] lanes) {
    for (int k = 0; k < rows; k++) {
      lanes[k] += r[k] * x[k];
    }
  }

  /** The same of products with x[j], x[j + stride] and so on, as {@link #dot}. */
  private static void dotFour(float[][] r, int i, float[][] x, int j, int stride, float[] lanes) {
    float[] r0 = r[i];
    float[] r1 = r[i + 1];
    float[] r2 = r[i + 2];
    float[] r3 = r[i + 3];
    float[] x0 = x[j];
    float[] x1 = x[j + stride];
    float[] x2 = x[j + 2 * stride];
    float[] x3 = x[j + 3 * stride];
    for (int k = 0; k < HostShape.TILE_ROWS; k++) {
      lanes[k] = lanes[k] + r0[k] * x0[k] + r1[k] * x1[k] + r2[k] * x2[k] + r3[k] * x3[k];
    }
  }

  /** The sum of r over rows, tile after tile from r[first] on; lanes are 0 before and after. */
  public static double sum(int rows, float[][] r, int first, float[] lanes) {
    addSum(rows, r, first, lanes);
    return fold(lanes, HostShape.tileRows(0, rows));
  }

  /** Adds to lanes what {@link #sum} folds. */
  static void addSum(int rows, float[][] r, int first, float[] lanes) {
    int tiles = HostShape.tiles(rows);
    int t = 0;
    for (; (t + 4) * HostShape.TILE_ROWS <= rows; t += 4) {
      sumFour(r, first + t, lanes);
    }
    for (; t < tiles; t++) {
      sum(HostShape.tileRows(t, rows), r[first + t], lanes);
    }
  }

  /**
   * The sum of r x over rows, whose tiles are at r[first], r[first + 1] and so on and at x[at],
   * x[at + stride] and so on; lanes are 0 before and after.
   */
  public static double dot(
      int rows, float[][] r, int first, float[][] x, int at, int stride, float[] lanes) {
    addDot(rows, r, first, x, at, stride, lanes);
    return fold(lanes, HostShape.tileRows(0, rows));
  }

  /** Adds to lanes what {@link #dot} folds. */
  static void addDot(
      int rows, float[][] r, int first, float[][] x, int at, int stride, float[] lanes) {
    int tiles = HostShape.tiles(rows);
    int t = 0;
    for (; (t + 4) * HostShape.TILE_ROWS <= rows; t += 4) {
      dotFour(r, first + t, x, at + t * stride, stride, lanes);
    }
    for (; t < tiles; t++) {
      dot(HostShape.tileRows(t, rows), r[first + t], x[at + t * stride], lanes);
    }
  }

  /** The sum of the first {@code width} lanes, in float64 and a fixed order; leaves them 0. */
  public static double fold(float[] lanes, int width) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k < width - 3; k += 4) {
      a += lanes[k];
      b += lanes[k + 1];
      c += lanes[k + 2];
      d += lanes[k + 3];
      lanes[k] = 0;
      lanes[k + 1] = 0;
      lanes[k + 2] = 0;
      lanes[k + 3] = 0;
    }
    for (; k < width; k++) {
      a += lanes[k];
      lanes[k] = 0;
    }
    return (a + b) + (c + d);
  }
}
