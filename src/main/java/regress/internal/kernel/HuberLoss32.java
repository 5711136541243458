package regress.internal.kernel;

/**
 * Huber's loss in numbers: squared up to a residual of delta, and beyond it linear, so that wild
 * rows pull with delta alone.
 *
 * <pre>
 *   d = min(max(r, -delta), delta)        value(r) = d (2 r - d)        slope(r) = d
 * </pre>
 *
 * That is r^2, or 2 delta |r| - delta^2: twice what P. J. Huber writes (Annals of Mathematical
 * Statistics 35, 1964), so that it is squared loss where delta is large.
 */
public final class HuberLoss32 implements Loss32 {
  public static final HuberLoss32 LOSS = new HuberLoss32();

  private HuberLoss32() {}

  @Override
  public double value(double r, double parameter) {
    double d = slope(r, parameter);
    return d * (r + (r - d));
  }

  @Override
  public double slope(double r, double parameter) {
    return Math.min(Math.max(r, -parameter), parameter);
  }

  @Override
  public double curvature(double r, double parameter) {
    return Math.abs(r) < parameter ? 1 : 0;
  }

  @Override
  public double toSlopes(int rows, float[][] r, boolean wantsSum, float[] lanes, double parameter) {
    float delta = (float) parameter;
    for (int tile = 0; tile < HostShape.tiles(rows); tile++) {
      if (wantsSum) {
        addValues(HostShape.tileRows(tile, rows), r[tile], delta, lanes);
      }
      toSlopes(HostShape.tileRows(tile, rows), r[tile], delta);
    }
    return wantsSum ? HostLoss32.fold(lanes, HostShape.tileRows(0, rows)) : 0;
  }

  private static void addValues(int rows, float[] r, float delta, float[] lanes) {
    for (int k = 0; k < rows; k++) {
      float d = Math.min(Math.max(r[k], -delta), delta);
      lanes[k] += d * (r[k] + (r[k] - d));
    }
  }

  private static void toSlopes(int rows, float[] r, float delta) {
    for (int k = 0; k < rows; k++) {
      r[k] = Math.min(Math.max(r[k], -delta), delta);
    }
  }
}
