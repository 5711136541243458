package regress.internal.optimizer;

/**
 * A vector of pairs, and sums of products of such (Ogita, Rump and Oishi's Dot2, to which the low
 * parts come).
 *
 * <pre>
 *   a b = high + fma(a, b, -high)        low = low + error of sum + error of product + a b' + a' b
 * </pre>
 */
record Pairs(double[] high, double[] low) {
  static Pairs of(int length) {
    return new Pairs(new double[length], new double[length]);
  }

  static Pairs of(Pair[] values) {
    Pairs pairs = of(values.length);
    for (int k = 0; k < values.length; k++) {
      pairs.set(k, values[k]);
    }
    return pairs;
  }

  Pair get(int k) {
    return new Pair(high[k], low[k]);
  }

  void set(int k, Pair value) {
    high[k] = value.high();
    low[k] = value.low();
  }

  /** The sum of products {@code from} to {@code end} - 1. */
  Pair dot(Pairs other, int from, int end) {
    double[] b = other.high;
    double[] bLow = other.low;
    double total = 0;
    double errors = 0;
    for (int k = from; k < end; k++) {
      double product = high[k] * b[k];
      double error = Math.fma(high[k], b[k], -product) + (high[k] * bLow[k] + low[k] * b[k]);
      double sum = total + product;
      double ofProduct = sum - total;
      errors += (total - (sum - ofProduct)) + (product - ofProduct) + error;
      total = sum;
    }
    return Pair.sum(total, errors);
  }

  /** Adds a_k b_k to lane k, in the shape that HotSpot vectorises. */
  void addProducts(int count, double[] a, double[] aLow, double[] b, double[] bLow) {
    double[] sums = high;
    double[] errors = low;
    for (int k = 0; k < count; k++) {
      double product = a[k] * b[k];
      double error = Math.fma(a[k], b[k], -product) + (a[k] * bLow[k] + aLow[k] * b[k]);
      double sum = sums[k] + product;
      double ofProduct = sum - sums[k];
      errors[k] += (sums[k] - (sum - ofProduct)) + (product - ofProduct) + error;
      sums[k] = sum;
    }
  }

  /** The sum of all lanes, in their order; leaves them 0. */
  Pair folded() {
    double total = 0;
    double errors = 0;
    for (int k = 0; k < high.length; k++) {
      double sum = total + high[k];
      double ofLane = sum - total;
      errors += (total - (sum - ofLane)) + (high[k] - ofLane) + low[k];
      total = sum;
      high[k] = 0;
      low[k] = 0;
    }
    return Pair.sum(total, errors);
  }
}
