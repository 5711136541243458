package regress.internal.optimizer;

import regress.data.Rows;
import regress.internal.engine.AffineMap;

/** A window of mapped rows and their residuals in pairs: r_i = y_i - b_0 - sum_j b_j z_ij. */
final class ResidualWindow {
  /** Rows of a window, whose columns the first cache holds. */
  static final int ROWS = 256;

  final MappedWindow z;
  final double[] high;
  final double[] low;

  private final Rows rows;
  private final AffineMap map;
  private final Pair[] b;
  private final int target;

  /** At p + 1 parameters of the mapped columns, intercept first. */
  ResidualWindow(Rows rows, AffineMap map, Pair[] b) {
    int window = (int) Math.min(ROWS, rows.count());
    this.z = new MappedWindow(rows.columns(), window);
    this.high = new double[window];
    this.low = new double[window];
    this.rows = rows;
    this.map = map;
    this.b = b;
    this.target = rows.columns();
  }

  void read(long first, int count) {
    z.read(rows, map, first, count);
    subtract(count, b[0], z.high[target], z.low[target], high, low);
    for (int j = 1; j < target; j++) {
      subtractProducts(count, b[j], z.high[j], z.low[j], high, low);
    }
    normalise(count, high, low);
  }

  /** r = y - b. */
  private static void subtract(
      int count, Pair b, double[] y, double[] yLow, double[] r, double[] rLow) {
    double high = b.high();
    double low = b.low();
    for (int i = 0; i < count; i++) {
      double difference = y[i] - high;
      double ofHigh = difference - y[i];
      rLow[i] = (y[i] - (difference - ofHigh)) - (high + ofHigh) + (yLow[i] - low);
      r[i] = difference;
    }
  }

  /** r = r - b z. */
  static void subtractProducts(
      int count, Pair b, double[] z, double[] zLow, double[] r, double[] rLow) {
    double high = b.high();
    double low = b.low();
    for (int i = 0; i < count; i++) {
      double product = high * z[i];
      double rest = Math.fma(low, z[i], Math.fma(high, z[i], -product));
      double error = Math.fma(high, zLow[i], rest);
      double difference = r[i] - product;
      double ofProduct = difference - r[i];
      rLow[i] += (r[i] - (difference - ofProduct)) - (product + ofProduct) - error;
      r[i] = difference;
    }
  }

  /** The low part grows beside a high part that cancels. */
  static void normalise(int count, double[] r, double[] rLow) {
    for (int i = 0; i < count; i++) {
      double sum = r[i] + rLow[i];
      double ofLow = sum - r[i];
      rLow[i] = (r[i] - (sum - ofLow)) + (rLow[i] - ofLow);
      r[i] = sum;
    }
  }
}
