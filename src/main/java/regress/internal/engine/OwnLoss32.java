package regress.internal.engine;

import regress.engine.LossFunction;
import regress.internal.kernel.HostLoss32;
import regress.internal.kernel.HostShape;
import regress.internal.kernel.Loss32;

/** A loss of the caller's own, over data in float32. No kernel knows it. */
record OwnLoss32(LossFunction function) implements Loss32 {

  @Override
  public double value(double r, double parameter) {
    return function.value(r);
  }

  @Override
  public double slope(double r, double parameter) {
    return function.slope(r);
  }

  @Override
  public double curvature(double r, double parameter) {
    return function.curvature(r);
  }

  @Override
  public double toSlopes(int rows, float[][] r, boolean wantsSum, float[] lanes, double parameter) {
    for (int tile = 0; tile < HostShape.tiles(rows); tile++) {
      for (int k = 0; k < HostShape.tileRows(tile, rows); k++) {
        double residual = r[tile][k];
        if (wantsSum) {
          lanes[k] += (float) function.value(residual);
        }
        r[tile][k] = (float) function.slope(residual);
      }
    }
    return wantsSum ? HostLoss32.fold(lanes, HostShape.tileRows(0, rows)) : 0;
  }
}
