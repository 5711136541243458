package regress.data;

/**
 * Reads numbers strictly: decimal and finite. That is what {@link Double#parseDouble} takes, less
 * hexadecimal digits, Java's suffixes {@code d} and {@code f}, NaN and infinities; and to the same
 * bits, without a String where few digits make that easy.
 */
final class Numeral {
  /** All powers of ten that are float64 numbers. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** So many digits are a long, or one that has turned negative. */
  private static final int MOST_DIGITS = 19;

  /** Up to it, whole numbers are float64 numbers. */
  private static final long EXACT = 1L << 53;

  private static final int POINT = (char) ('.' - '0');

  /** Further than any exponent that makes a difference. */
  private static final int FAR = 1 << 20;

  private Numeral() {}

  /** The number that a field without surrounding blanks stands for; NaN where it is none. */
  static double parse(String field) {
    return parse(field.toCharArray(), 0, field.length());
  }

  /** The same of the characters from {@code from} to before {@code to}. */
  static double parse(char[] s, int from, int to) {
    double value = nearest(s, from, to);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** Whether a field is a decimal number, however large. */
  static boolean isDecimal(String field) {
    return !Double.isNaN(nearest(field.toCharArray(), 0, field.length()));
  }

  /** Sign, digits with at most one point among them, exponent; NaN is anything else. */
  private static double nearest(char[] s, int from, int to) {
    int start = skipSign(s, from, to);
    int point = -1;
    long whole = 0;
    int end = start;
    for (; end < to; end++) {
      int digit = (char) (s[end] - '0');
      if (digit < 10) {
        whole = 10 * whole + digit;
      } else if (digit == POINT && point < 0) {
        point = end;
      } else {
        break;
      }
    }
    int digits = end - start - (point < 0 ? 0 : 1);
    if (digits == 0 || end < to && !isExponent(s, end, to)) {
      return Double.NaN;
    }
    int power = (point < 0 ? 0 : end - point - 1) - (end < to ? exponent(s, end + 1, to) : 0);
    double value =
        digits <= MOST_DIGITS && power >= 0 && power < POWERS.length
            ? quotient(whole, POWERS[power])
            : Double.NaN;
    if (Double.isNaN(value)) {
      return Double.parseDouble(new String(s, from, to - from));
    }
    return s[from] == '-' ? -value : value;
  }

  /**
   * Rounded once, and NaN where that takes more than this. The quotient of rounded numbers and what
   * it leaves, which is exact but for the last bits, make one sum: right, if those bits do not
   * matter.
   */
  private static double quotient(long whole, double power) {
    double rounded = whole;
    double quotient = rounded / power;
    if (whole >= 0 && whole <= EXACT) {
      return quotient;
    }
    if (whole < 0 || rounded == 0x1p63) {
      return Double.NaN;
    }
    double rest = (Math.fma(-quotient, power, rounded) + (whole - (long) rounded)) / power;
    double value = quotient + rest * (1 - 0x1p-50);
    return value == quotient + rest * (1 + 0x1p-50) ? value : Double.NaN;
  }

  private static boolean isExponent(char[] s, int from, int to) {
    int start = skipSign(s, from + 1, to);
    int end = start;
    while (end < to && s[end] >= '0' && s[end] <= '9') {
      end++;
    }
    return (s[from] == 'e' || s[from] == 'E') && start < to && end == to;
  }

  private static int exponent(char[] s, int from, int to) {
    int exponent = 0;
    for (int i = skipSign(s, from, to); i < to; i++) {
      exponent = Math.min(FAR, 10 * exponent + s[i] - '0');
    }
    return s[from] == '-' ? -exponent : exponent;
  }

  private static int skipSign(char[] s, int i, int to) {
    return i < to && (s[i] == '-' || s[i] == '+') ? i + 1 : i;
  }
}
