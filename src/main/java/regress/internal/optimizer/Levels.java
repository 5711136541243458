package regress.internal.optimizer;

/**
 * The distinct values of a column that are no integers, and their rounding.
 *
 * @param of the level of each row; -1 for an integer
 * @param deviations of each level, mapped
 */
record Levels(int[] of, double[] deviations) {
  /** Beside an intercept the rounding of a constant moves nothing. */
  static Levels of(double[] x, double perUlp, boolean mayShift) {
    Distinct distinct = Distinct.of(x);
    double[] deviations = new double[distinct.count()];
    boolean isConstant = distinct.most() == x.length;
    for (int l = 0; l < deviations.length && (!isConstant || !mayShift); l++) {
      deviations[l] = Math.ulp(distinct.values()[l]) * perUlp;
    }
    return new Levels(distinct.of(), deviations);
  }

  /** A level for each value. */
  static Levels each(double[] x, double perUlp) {
    int[] of = new int[x.length];
    double[] deviations = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      of[i] = InputRounding.isInteger(x[i]) ? -1 : i;
      deviations[i] = Math.ulp(x[i]) * perUlp;
    }
    return new Levels(of, deviations);
  }

  /** The variance of sum of e_i d_i, for errors d of the levels. */
  double square(double[] e) {
    double[] sums = new double[deviations.length];
    for (int i = 0; i < of.length; i++) {
      if (of[i] >= 0) {
        sums[of[i]] += e[i];
      }
    }
    double square = 0;
    for (int l = 0; l < sums.length; l++) {
      square += sums[l] * deviations[l] * (sums[l] * deviations[l]);
    }
    return square;
  }
}
