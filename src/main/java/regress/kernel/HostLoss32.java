package regress.kernel;

/**
 * {@link SquaredLoss32} in the shape that HotSpot vectorises: the same residuals, rounded alike,
 * and sums in float32 lanes, the k-th row of every tile in lane k. A lane takes a row of each of a
 * block's tiles, {@link HostShape} has few in a block, and goes on in float64.
 *
 * <p>Lanes are loaded and stored with every row, so loops over two and four tiles save most of
 * that; they add in the order of one tile after the other, to the bit. A loop with more in it than
 * these, or over types of different widths, HotSpot may leave as it is.
 *
 * <p>Arrays: x, x0..x3, tiles of feature columns; y, y0, y1, tiles of the target; r, r0..r3, tiles
 * of residuals, all of at least {@code rows} values from index 0 on; w, p + 1, intercept first;
 * every other array, one lane a row.
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

  /** As {@link #line} of one tile and then of the other. */
  public static void lineTwo(
      int rows,
      float[] x0,
      float[] y0,
      float[] x1,
      float[] y1,
      float[] w,
      float[] ones,
      float[] dots) {
    float intercept = w[0];
    float slope = w[1];
    for (int k = 0; k < rows; k++) {
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
  public static void sum(int rows, float[] r, float[] lanes) {
    for (int k = 0; k < rows; k++) {
      lanes[k] += r[k];
    }
  }

  /** lanes += r0 + ... + r3, in that order, as {@link #sum} four times. */
  public static void sumFour(
      int rows, float[] r0, float[] r1, float[] r2, float[] r3, float[] lanes) {
    for (int k = 0; k < rows; k++) {
      lanes[k] = lanes[k] + r0[k] + r1[k] + r2[k] + r3[k];
    }
  }

  /** lanes += r x. */
  public static void dot(int rows, float[] r, float[] x, float[] lanes) {
    for (int k = 0; k < rows; k++) {
      lanes[k] += r[k] * x[k];
    }
  }

  /** lanes += r0 x0 + ... + r3 x3, in that order, as {@link #dot} four times. */
  public static void dotFour(
      int rows,
      float[] r0,
      float[] r1,
      float[] r2,
      float[] r3,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      float[] lanes) {
    for (int k = 0; k < rows; k++) {
      lanes[k] = lanes[k] + r0[k] * x0[k] + r1[k] * x1[k] + r2[k] * x2[k] + r3[k] * x3[k];
    }
  }

  /** The sum of r over rows, tile after tile from r[first] on; lanes are 0 before and after. */
  public static double sum(int rows, float[][] r, int first, float[] lanes) {
    int tiles = HostShape.tiles(rows);
    int t = 0;
    for (; (t + 4) * HostShape.TILE_ROWS <= rows; t += 4) {
      int i = first + t;
      sumFour(HostShape.TILE_ROWS, r[i], r[i + 1], r[i + 2], r[i + 3], lanes);
    }
    for (; t < tiles; t++) {
      sum(HostShape.tileRows(t, rows), r[first + t], lanes);
    }
    return HostSums.fold(lanes, HostShape.tileRows(0, rows));
  }

  /**
   * The sum of r x over rows, whose tiles are at r[first], r[first + 1] and so on and at x[at],
   * x[at + stride] and so on; lanes are 0 before and after.
   */
  public static double dot(
      int rows, float[][] r, int first, float[][] x, int at, int stride, float[] lanes) {
    int tiles = HostShape.tiles(rows);
    int t = 0;
    for (; (t + 4) * HostShape.TILE_ROWS <= rows; t += 4) {
      int i = first + t;
      int k = at + t * stride;
      dotFour(
          HostShape.TILE_ROWS,
          r[i],
          r[i + 1],
          r[i + 2],
          r[i + 3],
          x[k],
          x[k + stride],
          x[k + 2 * stride],
          x[k + 3 * stride],
          lanes);
    }
    for (; t < tiles; t++) {
      dot(HostShape.tileRows(t, rows), r[first + t], x[at + t * stride], lanes);
    }
    return HostSums.fold(lanes, HostShape.tileRows(0, rows));
  }
}
