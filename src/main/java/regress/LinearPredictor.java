package regress;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import regress.data.Terms;

/**
 * intercept + sum of slope * feature, for many rows.
 *
 * @param slopes p, 0 for features that were left out
 */
record LinearPredictor(double intercept, double[] slopes, Terms terms) {
  static final int WINDOW = 256;

  /** Takes some rows: p features in pairs, which the next rows overwrite. */
  interface Window {
    void take(int first, int rows, double[][] high, double[][] low);
  }

  boolean isFinite() {
    return Double.isFinite(intercept) && DoubleStream.of(slopes).allMatch(Double::isFinite);
  }

  /** For n rows of the columns that terms are made of. */
  double[] values(int n, double[][] columns) {
    double[] y = new double[n];
    if (terms.areMade()) {
      double[] some = new double[WINDOW];
      windows(
          n,
          columns,
          (first, rows, high, low) -> {
            add(high, 0, rows, some);
            System.arraycopy(some, 0, y, first, rows);
          });
    } else {
      for (int first = 0; first < n; first += WINDOW) {
        add(columns, first, Math.min(first + WINDOW, n), y);
      }
    }
    return y;
  }

  /** At the same place of both, as HotSpot vectorises it. */
  private void add(double[][] features, int from, int end, double[] y) {
    Arrays.fill(y, from, end, intercept);
    for (int j = 0; j < slopes.length; j++) {
      double slope = slopes[j];
      double[] x = features[j];
      for (int i = from; i < end; i++) {
        y[i] += slope * x[i];
      }
    }
  }

  /** Makes the features of n rows, window by window. */
  void windows(int n, double[][] columns, Window window) {
    int size = Math.min(WINDOW, n);
    double[][] high = new double[slopes.length][size];
    double[][] low = new double[slopes.length][size];
    for (int first = 0; first < n; first += size) {
      int rows = Math.min(size, n - first);
      terms.read(columns, first, rows, high, low);
      window.take(first, rows, high, low);
    }
  }
}
