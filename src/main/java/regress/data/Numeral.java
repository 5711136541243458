package regress.data;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers strictly: decimal and finite. That is what {@link Double#parseDouble} takes, less
 * hexadecimal digits, Java's suffixes {@code d} and {@code f}, NaN and infinities; and to the same
 * bits, without a String where few digits make that easy. Not for several threads at a time.
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

  /** Further than any exponent that makes a difference. */
  private static final int FAR = 1 << 20;

  private final int point;
  private int end;

  /**
   * @param point what precedes decimals
   */
  Numeral(char point) {
    this.point = point;
  }

  /** The number that a field without surrounding blanks stands for; NaN where it is none. */
  static double parse(String field) {
    return finite(nearest(field));
  }

  /** Whether a field is a decimal number, however large. */
  static boolean isDecimal(String field) {
    return !Double.isNaN(nearest(field));
  }

  private static double nearest(String field) {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    var numeral = new Numeral('.');
    double value = numeral.nearest(bytes, 0, bytes.length);
    return numeral.end == bytes.length ? value : Double.NaN;
  }

  /**
   * The number that begins at {@code from}, and ends before {@code to}; NaN where there is none.
   */
  double start(byte[] s, int from, int to) {
    return finite(nearest(s, from, to));
  }

  /** Behind the number that was read last. */
  int end() {
    return end;
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** Sign, digits with at most one point among them, exponent. */
  private double nearest(byte[] s, int from, int to) {
    int start = skipSign(s, from, to);
    int i = start;
    long whole = 0;
    for (; i < to && isDigit(s[i]); i++) {
      whole = 10 * whole + s[i] - '0';
    }
    int digits = i - start;
    int decimals = 0;
    if (i < to && s[i] == point) {
      int first = ++i;
      for (; i < to && isDigit(s[i]); i++) {
        whole = 10 * whole + s[i] - '0';
      }
      decimals = i - first;
      digits += decimals;
    }
    end = i;
    if (digits == 0) {
      return Double.NaN;
    }
    int power = decimals - (i < to && (s[i] | ' ') == 'e' ? exponent(s, i + 1, to) : 0);
    double value =
        digits <= MOST_DIGITS && power >= 0 && power < POWERS.length
            ? quotient(whole, POWERS[power])
            : Double.NaN;
    if (Double.isNaN(value)) {
      String text = new String(s, from, end - from, StandardCharsets.ISO_8859_1);
      return Double.parseDouble(text.replace((char) point, '.'));
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

  /** Ends the number behind its exponent, if there are digits of one. */
  private int exponent(byte[] s, int from, int to) {
    int first = skipSign(s, from, to);
    int exponent = 0;
    int i = first;
    for (; i < to && isDigit(s[i]); i++) {
      exponent = Math.min(FAR, 10 * exponent + s[i] - '0');
    }
    end = i > first ? i : end;
    return s[first - 1] == '-' ? -exponent : exponent;
  }

  private static int skipSign(byte[] s, int i, int to) {
    return i < to && (s[i] == '-' || s[i] == '+') ? i + 1 : i;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
