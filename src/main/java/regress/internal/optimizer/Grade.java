package regress.internal.optimizer;

/** What numbers moments were summed from, and so what they are worth. */
enum Grade {
  /** Columns rounded to float32, sums in float64. */
  SINGLE,
  /** float64. */
  DOUBLE,
  /** {@link ProductSums}. */
  ANCHORED,
  /** Pairs of float64. */
  PAIRS;

  /**
   * Relative error of the variance V_j = a'Wa of a coefficient from moments of this grade:
   *
   * <pre>
   *   4 u (sum_k |W_jk| sqrt(G_kk))^2 / V_j, u = 2^-53, 2^-104 or, with n for all G_kk, 2^-88
   *   and with s = sum_k W_jk^2 G_kk / V_j, for columns in float32 2 2^-24 sqrt(s),
   *   for their products, of which a device may add 256 in float32, 2^-18 s
   * </pre>
   */
  double ofVariance(double absolute, double squares, double variance) {
    double sums = 4 * unit() * absolute * absolute / variance;
    double s = squares / variance;
    return this == SINGLE ? sums + 0x1p-23 * Math.sqrt(s) + 0x1p-18 * s : sums;
  }

  /**
   * By what a correction multiplies an error, at most: 16 u S of moments in doubles and in pairs,
   * and of those that a device adds up in float32 nothing is known before they are tried.
   */
  double contraction(double spread) {
    return this == SINGLE ? 1 : 16 * unit() * spread;
  }

  private double unit() {
    return switch (this) {
      case SINGLE, DOUBLE -> 0x1p-53;
      case ANCHORED -> 0x1p-88;
      case PAIRS -> 0x1p-104;
    };
  }

  /**
   * Of what errors of a column's moments are parts: of its own squares, or of the most that n
   * values from -1 to 1 may have.
   */
  double size(double squares, double n) {
    return this == ANCHORED ? n : squares;
  }
}
