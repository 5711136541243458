package regress.internal.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import regress.data.Rows;
import regress.data.Spread;

/**
 * The change of variables in which an engine has the rows of a problem, column by column: z =
 * (value - centre) / scale. Applied while the engine copies rows into its own layout.
 *
 * @param centres p + 1 values: of the features, then of the target
 * @param scales p + 1 values above 0
 */
public record AffineMap(double[] centres, double[] scales) {
  /** Those of few columns, which many small problems share. */
  private static final List<AffineMap> NONE =
      IntStream.range(0, 16).mapToObj(AffineMap::ofOnes).toList();

  /** Leaves so many columns as they are. */
  public static AffineMap none(int columns) {
    return columns < NONE.size() ? NONE.get(columns) : ofOnes(columns);
  }

  private static AffineMap ofOnes(int columns) {
    double[] ones = new double[columns];
    Arrays.fill(ones, 1);
    return new AffineMap(new double[columns], ones);
  }

  /**
   * In which moments are taken. Centres are means, so that centring the moments cancels nothing;
   * scales are the powers of two that bring all z within -1 and 1, so that nothing overflows and
   * nothing is rounded.
   */
  public static AffineMap framing(Spread spread) {
    double[] scales = new double[spread.most().length];
    Arrays.setAll(scales, column -> powerOfTwo(spread.most()[column]));
    return new AffineMap(spread.means(), scales);
  }

  /** The same with centres of 0, for a model without an intercept. */
  public static AffineMap scaling(Spread spread) {
    double[] scales = new double[spread.most().length];
    Arrays.setAll(scales, j -> powerOfTwo(spread.most()[j] + Math.abs(spread.means()[j])));
    return new AffineMap(new double[scales.length], scales);
  }

  /**
   * The same with centres that leave nothing of any difference: those of 0 are for columns with
   * values that are farther from their mean than half of it.
   */
  public static AffineMap exact(Spread spread) {
    double[] centres = spread.means().clone();
    double[] scales = new double[centres.length];
    for (int j = 0; j < centres.length; j++) {
      boolean isNear = isExact(centres[j], spread.most()[j]);
      centres[j] = isNear ? centres[j] : 0;
      scales[j] = powerOfTwo(isNear ? spread.most()[j] : spread.sizes()[j]);
    }
    return new AffineMap(centres, scales);
  }

  /** Sterbenz: the difference of two numbers is one, if neither is above twice the other. */
  private static boolean isExact(double centre, double most) {
    return centre == 0 || most <= Math.abs(centre) / 2;
  }

  private static double powerOfTwo(double most) {
    return most > 0 ? Math.scalb(1.0, Math.min(Math.getExponent(most), 1022) + 1) : 1;
  }

  /**
   * In which a descent is well conditioned: features of mean 0 and standard deviation (divisor n)
   * 1, the target as it is. A constant feature has a scale of at most a rounding of its centre.
   */
  public static AffineMap standardizing(Rows rows) {
    double[] centres = rows.spread().means().clone();
    double[] scales = Spread.deviations(rows, centres);
    centres[rows.columns() - 1] = 0;
    scales[rows.columns() - 1] = 1;
    return new AffineMap(centres, scales);
  }

  /** Maps a column of a window in place; low is what remains of pairs, or null where none are. */
  void apply(int column, int rows, double[] values, double[] low) {
    double centre = centres[column];
    double scale = scales[column];
    if (low != null) {
      for (int i = 0; i < rows; i++) {
        values[i] = (values[i] - centre + low[i]) / scale;
      }
    } else if (centre != 0 || scale != 1) {
      for (int i = 0; i < rows; i++) {
        values[i] = (values[i] - centre) / scale;
      }
    }
  }

  /**
   * Parameters (intercept first) of the same model in mapped columns: v_j = w_j s_j / s_y, v_0 =
   * (w_0 + sum of w_j c_j - c_y) / s_y.
   */
  public double[] toMapped(double[] w) {
    int p = w.length - 1;
    double[] v = w.clone();
    for (int j = 0; j < p; j++) {
      v[0] += w[j + 1] * centres[j];
      v[j + 1] = w[j + 1] * scales[j] / scales[p];
    }
    v[0] = (v[0] - centres[p]) / scales[p];
    return v;
  }

  /** The inverse of {@link #toMapped}. */
  public double[] toOriginal(double[] v) {
    int p = v.length - 1;
    double[] w = v.clone();
    w[0] = v[0] * scales[p] + centres[p];
    for (int j = 0; j < p; j++) {
      w[j + 1] = v[j + 1] * scales[p] / scales[j];
      w[0] -= w[j + 1] * centres[j];
    }
    return w;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AffineMap map
        && Arrays.equals(centres, map.centres)
        && Arrays.equals(scales, map.scales);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(centres) + Arrays.hashCode(scales);
  }
}
