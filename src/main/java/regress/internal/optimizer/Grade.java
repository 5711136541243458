package regress.internal.optimizer;

/** What numbers moments were summed from, and so what they are worth. */
enum Grade {
  /** Columns rounded to float32, sums in float64. */
  SINGLE,
  /** float64. */
  DOUBLE,
  /** Pairs of float64. */
  PAIRS;

  /**
   * Relative error of the variance V_j = a'Wa of a coefficient from moments of this grade:
   *
   * <pre>
   *   4 u (sum_k |W_jk| sqrt(G_kk))^2 / V_j, u = 2^-53 or 2^-104
   *   and with s = sum_k W_jk^2 G_kk / V_j, for columns in float32 2 2^-24 sqrt(s),
   *   for their products, of which a device may add 256 in float32, 2^-18 s
   * </pre>
   */
  double ofVariance(double absolute, double squares, double variance) {
    double sums = 4 * (this == PAIRS ? 0x1p-104 : 0x1p-53) * absolute * absolute / variance;
    double s = squares / variance;
    return this == SINGLE ? sums + 0x1p-23 * Math.sqrt(s) + 0x1p-18 * s : sums;
  }

  /**
   * By what a correction multiplies an error, at most: 16 u S of moments in doubles and in pairs,
   * and of those that a device adds up in float32 nothing is known before they are tried.
   */
  double contraction(double spread) {
    return switch (this) {
      case SINGLE -> 1;
      case DOUBLE -> 16 * 0x1p-53 * spread;
      case PAIRS -> 16 * 0x1p-104 * spread;
    };
  }
}
