package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.engine.EngineException;
import regress.internal.crew.HostCrew;
import regress.internal.engine.AffineMap;

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
  private static final int WINDOW = ResidualWindow.ROWS;

  /** Rows that one thread takes at a time. */
  private static final int PART = 128 * WINDOW;

  /**
   * What the rows sum to, mapped.
   *
   * @param gradient p + 1 sums, the intercept's first
   * @param squares of residuals
   * @param total of the target's squared deviations from its mean
   * @param targets of the target's squares
   */
  record Sums(Pair[] gradient, Pair squares, Pair total, Pair targets) {}

  private final Rows rows;
  private final int target;
  private final ResidualWindow r;

  /** The gradient's lanes, then those of r r, y and y y. */
  private final Pairs[] sums;

  /** For one part. */
  private Residuals(Rows rows, AffineMap map, Pair[] b) {
    this.rows = rows;
    this.target = rows.columns();
    this.r = new ResidualWindow(rows, map, b);
    this.sums = new Pairs[target + 3];
    Arrays.setAll(sums, k -> Pairs.of(r.high.length));
  }

  /** At p + 1 parameters of the mapped columns, intercept first. */
  static Sums at(Pair[] b, Rows rows, AffineMap map) {
    EngineException.requireUninterrupted();
    Pair[][] parts = new Pair[Math.toIntExact((rows.count() - 1) / PART + 1)][];
    HostCrew.share(
        parts.length,
        rows.values(),
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
    return new Sums(Arrays.copyOf(all, p + 1), all[p + 1], total, all[p + 3]);
  }

  private Pair[] part(long first) {
    long end = Math.min(first + PART, rows.count());
    for (long row = first; row < end; row += WINDOW) {
      window(row, (int) Math.min(WINDOW, end - row));
    }
    Pair[] folded = new Pair[sums.length];
    for (int k = 0; k < folded.length; k++) {
      folded[k] = sums[k].folded();
    }
    return folded;
  }

  private void window(long first, int count) {
    r.read(first, count);
    MappedWindow z = r.z;
    double[] y = z.high[target];
    double[] yLow = z.low[target];
    sums[0].add(count, r.high, r.low);
    for (int j = 1; j < target; j++) {
      sums[j].addProducts(count, z.high[j], z.low[j], r.high, r.low);
    }
    sums[target].addProducts(count, r.high, r.low, r.high, r.low);
    sums[target + 1].add(count, y, yLow);
    sums[target + 2].addProducts(count, y, yLow, y, yLow);
  }
}
