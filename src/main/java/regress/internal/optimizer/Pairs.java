package regress.internal.optimizer;

import java.util.Arrays;

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

  /** Adds to one, as {@link Pair#plus} does, without an object. */
  void add(int k, Pair more) {
    double sum = high[k] + more.high();
    double ofMore = sum - high[k];
    double error = (high[k] - (sum - ofMore)) + (more.high() - ofMore) + (low[k] + more.low());
    high[k] = sum + error;
    low[k] = error - (high[k] - sum);
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

  /** Adds a_k to lane k. */
  void add(int count, double[] a, double[] aLow) {
    double[] sums = high;
    double[] errors = low;
    for (int k = 0; k < count; k++) {
      double sum = sums[k] + a[k];
      double ofA = sum - sums[k];
      errors[k] += (sums[k] - (sum - ofA)) + (a[k] - ofA) + aLow[k];
      sums[k] = sum;
    }
  }

  /** Adds a_k b_k to lane k, in the shape that HotSpot vectorises. */
  void addProducts(int count, double[] a, double[] aLow, double[] b, double[] bLow) {
    double[] sums = high;
    double[] errors = low;
    for (int k = 0; k < count; k++) {
      double product = a[k] * b[k];
      double rest = Math.fma(aLow[k], b[k], Math.fma(a[k], b[k], -product));
      double error = Math.fma(a[k], bLow[k], rest);
      double sum = sums[k] + product;
      double ofProduct = sum - sums[k];
      errors[k] += (sums[k] - (sum - ofProduct)) + (product - ofProduct) + error;
      sums[k] = sum;
    }
  }

  void clear() {
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
  }

  /** The sum of all lanes, leaving them 0; half on half, so that few roundings add up in any. */
  Pair folded() {
    for (int count = high.length; count > 1; ) {
      int half = (count + 1) / 2;
      for (int k = 0; k < count - half; k++) {
        double sum = high[k] + high[half + k];
        double ofOther = sum - high[k];
        double error = (high[k] - (sum - ofOther)) + (high[half + k] - ofOther);
        low[k] += low[half + k] + error;
        high[k] = sum;
      }
      count = half;
    }
    Pair sum = Pair.sum(high[0], low[0]);
    clear();
    return sum;
  }
}
