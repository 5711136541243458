package regress.internal.kernel;

/**
 * {@link Gram64} in the shape that HotSpot vectorises: sums over a block of rows, which come a few
 * tiles at a time, so that a cache holds them while every pair of columns is multiplied.
 */
public final class HostMoments {
  /** Values that come at a time, where a block has more: half of a second-level cache. */
  private static final int VALUES = 1 << 15;

  /** Features from which on lanes would take more of a cache than a block's rows. */
  private static final int MANY = 20;

  private final int columns;
  private final double[] sums;

  /** One for each sum of a column and of a product, or one for all of a block that comes whole. */
  private final double[][] lanes;

  private int width;

  /** For p features and so many rows. */
  public HostMoments(int features, int rows) {
    this.columns = features + 1;
    this.sums = new double[columns + columns * (columns + 1) / 2];
    int some = HostShape.tiles(rows) > tiles(features, rows) ? sums.length : 1;
    this.lanes = new double[some][HostShape.TILE_ROWS];
  }

  /** Tiles of each column that come at a time, of so many rows; the last may be fewer. */
  public static int tiles(int features, int rows) {
    int all = HostShape.tiles(rows);
    int fitting = VALUES / HostShape.TILE_ROWS / (features + 1) / 4 * 4;
    return features < MANY ? Math.min(all, Math.max(4, fitting)) : all;
  }

  /**
   * Adds some rows.
   *
   * @param z p features and the target, framed, p + 1 columns one after the other, each as so many
   *     tiles one after the other
   */
  public void add(int rows, double[][] z, int tiles) {
    width = Math.max(width, HostShape.tileRows(0, rows));
    int next = 0;
    for (int a = 0; a < columns; a++) {
      HostLoss64.addSum(rows, z, a * tiles, lanes(next));
      fold(next++);
      for (int b = a; b < columns; b++) {
        HostLoss64.addDot(rows, z, a * tiles, z, b * tiles, 1, lanes(next));
        fold(next++);
      }
    }
  }

  private double[] lanes(int sum) {
    return lanes[sum % lanes.length];
  }

  /** Lanes that others need next. */
  private void fold(int sum) {
    if (lanes.length == 1) {
      sums[sum] = HostLoss64.fold(lanes[0], width);
    }
  }

  /**
   * Leaves the sums over so many rows as a block's square, as {@link Moments} lays it out, and
   * begins anew.
   */
  public void finish(int block, int rows, double[] moments) {
    int stride = Moments.stride(columns - 1);
    int corner = block * stride * stride;
    for (int sum = 0; lanes.length > 1 && sum < sums.length; sum++) {
      sums[sum] = HostLoss64.fold(lanes[sum], width);
    }
    moments[corner] = rows;
    width = 0;
    int next = 0;
    for (int a = 0; a < columns; a++) {
      moments[corner + a + 1] = sums[next++];
      for (int b = a; b < columns; b++) {
        moments[corner + (a + 1) * stride + b + 1] = sums[next++];
      }
    }
  }
}
