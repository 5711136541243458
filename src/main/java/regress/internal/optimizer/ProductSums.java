package regress.internal.optimizer;

import java.util.Arrays;

/**
 * Sums of products of values from -1 to 1, which no rounding of a sum touches: each begins at an
 * anchor, so far above all that is added that a difference of two sums is exact.
 *
 * <pre>
 *   sum' = fma(a, b, sum)        left = left + fma(a, b, sum - sum')
 * </pre>
 *
 * <p>A sum is (sum - anchor) + left, with an error below 2^-88 for each product.
 */
final class ProductSums implements PairMoments.Lanes {
  /** Rows of a window: HotSpot makes vectors of lanes to which it adds four rows at a time. */
  static final int WINDOW = 512;

  /** Rows up to which as many scalars are faster. */
  static final int FEW = 192;

  private static final int LANES = WINDOW / 4;

  /**
   * A lane gets at most 32 products, or 96 where there are two: distances from the anchor are
   * multiples of 2^-41, of which all together are below 2^12, so that no sum of them is rounded.
   */
  private static final double ANCHOR = 0x1p11;

  /** Sums, then what is left of them. */
  private final double[] s = new double[2 * LANES];

  ProductSums() {
    clear();
  }

  private void clear() {
    Arrays.fill(s, 0, LANES, ANCHOR);
    Arrays.fill(s, LANES, 2 * LANES, 0);
  }

  @Override
  public void add(MappedWindow z, int a, int b) {
    add(s, z.high[a], z.high[b]);
  }

  private static void add(double[] s, double[] a, double[] b) {
    for (int k = 0; k < LANES; k++) {
      double one = Math.fma(a[k], b[k], s[k]);
      double two = Math.fma(a[k + LANES], b[k + LANES], one);
      double three = Math.fma(a[k + 2 * LANES], b[k + 2 * LANES], two);
      double four = Math.fma(a[k + 3 * LANES], b[k + 3 * LANES], three);
      s[k + LANES] +=
          Math.fma(a[k], b[k], s[k] - one)
              + Math.fma(a[k + LANES], b[k + LANES], one - two)
              + (Math.fma(a[k + 2 * LANES], b[k + 2 * LANES], two - three)
                  + Math.fma(a[k + 3 * LANES], b[k + 3 * LANES], three - four));
      s[k] = four;
    }
  }

  @Override
  public Pair take() {
    double one = 0;
    double two = 0;
    double left = 0;
    double right = 0;
    for (int k = 0; k < LANES; k += 2) {
      one += s[k] - ANCHOR;
      two += s[k + 1] - ANCHOR;
      left += s[k + LANES];
      right += s[k + 1 + LANES];
    }
    clear();
    return Pair.sum(one + two, left + right);
  }

  /** The sum of products of two columns of few rows, with a product of 0 behind an odd number. */
  static Pair ofFew(int count, double[] a, double[] b) {
    double one = ANCHOR;
    double two = ANCHOR;
    double left = 0;
    double right = 0;
    for (int k = 0; k < count; k += 2) {
      double next = Math.fma(a[k], b[k], one);
      left += Math.fma(a[k], b[k], one - next);
      one = next;
      next = Math.fma(a[k + 1], b[k + 1], two);
      right += Math.fma(a[k + 1], b[k + 1], two - next);
      two = next;
    }
    return Pair.sum((one - ANCHOR) + (two - ANCHOR), left + right);
  }
}
