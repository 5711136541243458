package regress.internal.optimizer;

/**
 * A number, rounded, and what the rounding left: some 32 digits (Dekker, Numerische Mathematik 18,
 * 1971; Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26, 2005).
 */
record Pair(double high, double low) {
  static final Pair ZERO = new Pair(0, 0);

  /** A double as it is. */
  static Pair of(double value) {
    return new Pair(value, 0);
  }

  /** a + b without an error. */
  static Pair sum(double a, double b) {
    double high = a + b;
    double ofB = high - a;
    return new Pair(high, (a - (high - ofB)) + (b - ofB));
  }

  /** a b without an error. */
  static Pair product(double a, double b) {
    double high = a * b;
    return new Pair(high, Math.fma(a, b, -high));
  }

  Pair plus(Pair other) {
    Pair highs = sum(high, other.high);
    return sum(highs.high, highs.low + (low + other.low));
  }

  Pair minus(Pair other) {
    return plus(new Pair(-other.high, -other.low));
  }

  Pair times(Pair other) {
    Pair highs = product(high, other.high);
    return sum(highs.high, highs.low + (high * other.low + low * other.high));
  }

  Pair over(Pair other) {
    double quotient = high / other.high;
    double rest = minus(other.times(of(quotient))).high / other.high;
    return sum(quotient, rest);
  }

  Pair root() {
    double root = Math.sqrt(high);
    return root == 0 ? ZERO : sum(root, minus(product(root, root)).high / (2 * root));
  }

  /** Times a power of two, which rounds nothing. */
  Pair scaled(double powerOfTwo) {
    return new Pair(high * powerOfTwo, low * powerOfTwo);
  }

  /** The nearest double. */
  double value() {
    return high + low;
  }
}
