package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.internal.engine.AffineMap;
import regress.internal.engine.HostCrew;

/**
 * One pass over the rows at given parameters, in pairs of doubles:
 *
 * <pre>
 *   r_i = y_i - b_0 - sum_j b_j z_ij        slopes = (sum r_i, sum r_i z_i1, ..., sum r_i z_ip)
 * </pre>
 *
 * <p>Columns are mapped, z = (x - centre) / scale: the difference is a pair, the scale a power of
 * two, so that nothing is rounded. Rows add up in parts of fixed size and in fixed order, whatever
 * the number of threads.
 */
final class Residuals {
  /** Rows of a window, whose columns the first cache holds. */
  private static final int WINDOW = 256;

  /** Rows that one thread takes at a time. */
  private static final int PART = 32 * WINDOW;

  private final Rows rows;
  private final AffineMap map;
  private final Pair[] b;
  private final int target;
  private final double[][] high;
  private final double[][] low;
  private final double[] r = new double[WINDOW];
  private final double[] rLow = new double[WINDOW];
  private final double[] one = new double[WINDOW];
  private final double[] none = new double[WINDOW];
  private final double[][] sums;
  private final double[][] errors;

  /** For one part. */
  private Residuals(Rows rows, AffineMap map, Pair[] b) {
    this.rows = rows;
    this.map = map;
    this.b = b;
    this.target = rows.columns() - 1;
    this.high = new double[target + 1][WINDOW];
    this.low = new double[target + 1][WINDOW];
    this.sums = new double[target + 1][WINDOW];
    this.errors = new double[target + 1][WINDOW];
    Arrays.fill(one, 1);
  }

  /** The slopes at p + 1 parameters of the mapped columns, intercept first. */
  static Pair[] slopes(Rows rows, AffineMap map, Pair[] b) {
    Pair[][] parts = new Pair[Math.toIntExact((rows.count() - 1) / PART + 1)][];
    HostCrew.forEach(
        parts.length,
        rows,
        part -> parts[part] = new Residuals(rows, map, b).part((long) part * PART));
    Pair[] slopes = parts[0];
    for (int part = 1; part < parts.length; part++) {
      for (int j = 0; j < slopes.length; j++) {
        slopes[j] = slopes[j].plus(parts[part][j]);
      }
    }
    return slopes;
  }

  private Pair[] part(long first) {
    long end = Math.min(first + PART, rows.count());
    for (long row = first; row < end; row += WINDOW) {
      window(row, (int) Math.min(WINDOW, end - row));
    }
    Pair[] slopes = new Pair[target + 1];
    Arrays.setAll(slopes, j -> folded(sums[j], errors[j]));
    return slopes;
  }

  private void window(long first, int count) {
    rows.read(first, count, high, low);
    for (int j = 0; j <= target; j++) {
      if (!rows.hasPairs()) {
        Arrays.fill(low[j], 0);
      }
      map(count, high[j], low[j], map.centres()[j], 1 / map.scales()[j]);
    }
    System.arraycopy(high[target], 0, r, 0, count);
    System.arraycopy(low[target], 0, rLow, 0, count);
    subtract(count, b[0], one, none, r, rLow);
    for (int j = 0; j < target; j++) {
      subtract(count, b[j + 1], high[j], low[j], r, rLow);
    }
    addProducts(count, one, none, r, rLow, sums[0], errors[0]);
    for (int j = 0; j < target; j++) {
      addProducts(count, high[j], low[j], r, rLow, sums[j + 1], errors[j + 1]);
    }
  }

  private static Pair folded(double[] sums, double[] errors) {
    Pair total = Pair.of(0);
    for (int k = 0; k < WINDOW; k++) {
      total = total.plus(Pair.sum(sums[k], errors[k]));
    }
    return total;
  }

  /** z = (x - centre) / scale, in place. */
  private static void map(int count, double[] x, double[] low, double centre, double perScale) {
    for (int i = 0; i < count; i++) {
      double difference = x[i] - centre;
      double ofCentre = difference - x[i];
      double error = (x[i] - (difference - ofCentre)) - (centre + ofCentre);
      low[i] = (low[i] + error) * perScale;
      x[i] = difference * perScale;
    }
  }

  /** r = r - b z. */
  private static void subtract(
      int count, Pair b, double[] z, double[] zLow, double[] r, double[] rLow) {
    double high = b.high();
    double low = b.low();
    for (int i = 0; i < count; i++) {
      double product = high * z[i];
      double error = Math.fma(high, z[i], -product) + (high * zLow[i] + low * z[i]);
      double difference = r[i] - product;
      double ofProduct = difference - r[i];
      rLow[i] += (r[i] - (difference - ofProduct)) - (product + ofProduct) - error;
      r[i] = difference;
    }
  }

  /** Adds a b to lanes of sums, and what rounding leaves to lanes of errors. */
  private static void addProducts(
      int count,
      double[] a,
      double[] aLow,
      double[] b,
      double[] bLow,
      double[] sums,
      double[] errors) {
    for (int i = 0; i < count; i++) {
      double product = a[i] * b[i];
      double error = Math.fma(a[i], b[i], -product) + (a[i] * bLow[i] + aLow[i] * b[i]);
      double sum = sums[i] + product;
      double ofProduct = sum - sums[i];
      errors[i] += (sums[i] - (sum - ofProduct)) + (product - ofProduct) + error;
      sums[i] = sum;
    }
  }
}
