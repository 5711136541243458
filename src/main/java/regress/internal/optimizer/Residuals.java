package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.engine.EngineException;
import regress.internal.engine.AffineMap;
import regress.internal.engine.HostCrew;

/**
 * One pass over the rows at given parameters, in pairs of doubles:
 *
 * <pre>
 *   r_i = y_i - b_0 - sum_j b_j z_ij        gradient = (sum r_i, sum r_i z_i1, ..., sum r_i z_ip)
 * </pre>
 *
 * <p>Rows add up in parts of fixed size and in fixed order, whatever the number of threads.
 */
final class Residuals {
  /** Rows of a window, whose columns the first cache holds. */
  private static final int WINDOW = 256;

  /** Rows that one thread takes at a time. */
  private static final int PART = 32 * WINDOW;

  /**
   * What the rows sum to, mapped.
   *
   * @param gradient p + 1 sums, the intercept's first
   * @param squares of residuals
   * @param total of the target's squared deviations from its mean
   */
  record Sums(Pair[] gradient, Pair squares, Pair total) {}

  private final Rows rows;
  private final Pair[] b;
  private final int target;
  private final MappedWindow z;
  private final double[] r;
  private final double[] rLow;

  /** The gradient's lanes, then those of r r, y and y y. */
  private final Pairs[] sums;

  /** For one part. */
  private Residuals(Rows rows, AffineMap map, Pair[] b) {
    this.rows = rows;
    this.b = b;
    int window = (int) Math.min(WINDOW, rows.count());
    this.target = rows.columns();
    this.r = new double[window];
    this.rLow = new double[window];
    this.z = new MappedWindow(rows, map, window);
    this.sums = new Pairs[target + 3];
    Arrays.setAll(sums, k -> Pairs.of(window));
  }

  /** At p + 1 parameters of the mapped columns, intercept first. */
  static Sums at(Pair[] b, Rows rows, AffineMap map) {
    EngineException.requireUninterrupted();
    Pair[][] parts = new Pair[Math.toIntExact((rows.count() - 1) / PART + 1)][];
    HostCrew.forEach(
        parts.length,
        rows,
        part -> parts[part] = new Residuals(rows, map, b).part((long) part * PART));
    Pair[] all = parts[0];
    for (int part = 1; part < parts.length; part++) {
      for (int k = 0; k < all.length; k++) {
        all[k] = all[k].plus(parts[part][k]);
      }
    }
    int p = b.length - 1;
    Pair mean = all[p + 2].over(Pair.of(rows.count()));
    Pair total = all[p + 3].minus(mean.times(all[p + 2]));
    return new Sums(Arrays.copyOf(all, p + 1), all[p + 1], total);
  }

  private Pair[] part(long first) {
    long end = Math.min(first + PART, rows.count());
    for (long row = first; row < end; row += WINDOW) {
      window(row, (int) Math.min(WINDOW, end - row));
    }
    return Arrays.stream(sums).map(Pairs::folded).toArray(Pair[]::new);
  }

  private void window(long first, int count) {
    z.read(first, count);
    double[] y = z.high[target];
    double[] yLow = z.low[target];
    System.arraycopy(y, 0, r, 0, count);
    System.arraycopy(yLow, 0, rLow, 0, count);
    for (int j = 0; j < target; j++) {
      subtract(count, b[j], z.high[j], z.low[j], r, rLow);
    }
    normalise(count, r, rLow);
    for (int j = 0; j < target; j++) {
      sums[j].addProducts(count, z.high[j], z.low[j], r, rLow);
    }
    sums[target].addProducts(count, r, rLow, r, rLow);
    sums[target + 1].addProducts(count, z.high[0], z.low[0], y, yLow);
    sums[target + 2].addProducts(count, y, yLow, y, yLow);
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

  /** The low part grows beside a high part that cancels. */
  private static void normalise(int count, double[] r, double[] rLow) {
    for (int i = 0; i < count; i++) {
      double sum = r[i] + rLow[i];
      double ofLow = sum - r[i];
      rLow[i] = (r[i] - (sum - ofLow)) + (rLow[i] - ofLow);
      r[i] = sum;
    }
  }
}
