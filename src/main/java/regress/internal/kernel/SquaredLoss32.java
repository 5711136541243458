package regress.internal.kernel;

/** Squared loss, value(r) = r^2, in numbers. */
public final class SquaredLoss32 implements Loss32 {
  public static final SquaredLoss32 LOSS = new SquaredLoss32();

  private SquaredLoss32() {}

  @Override
  public double value(double r, double parameter) {
    return r * r;
  }

  @Override
  public double slope(double r, double parameter) {
    return r;
  }

  @Override
  public double curvature(double r, double parameter) {
    return 1;
  }

  @Override
  public double toSlopes(int rows, float[][] r, boolean wantsSum, float[] lanes, double parameter) {
    return wantsSum ? HostLoss32.dot(rows, r, 0, r, 0, 1, lanes) : 0;
  }
}
