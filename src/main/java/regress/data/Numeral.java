package regress.data;

/**
 * Reads numbers strictly: decimal and finite. That is what {@link Double#parseDouble} takes, less
 * hexadecimal digits, Java's suffixes {@code d} and {@code f}, NaN and infinities.
 */
final class Numeral {
  private Numeral() {}

  /** The number that a field without surrounding blanks stands for; NaN where it is none. */
  static double parse(String field) {
    double value = isDecimal(field) ? Double.parseDouble(field) : Double.NaN;
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** Sign, digits with at most one point among them, exponent: checked by hand, for speed. */
  static boolean isDecimal(String s) {
    int start = skipSign(s, 0);
    int whole = skipDigits(s, start);
    int end = whole;
    int digits = whole - start;
    if (end < s.length() && s.charAt(end) == '.') {
      end = skipDigits(s, whole + 1);
      digits = end - start - 1;
    }
    return digits > 0 && endsOrHasExponent(s, end);
  }

  private static boolean endsOrHasExponent(String s, int end) {
    if (end == s.length()) {
      return true;
    }
    if (s.charAt(end) != 'e' && s.charAt(end) != 'E') {
      return false;
    }
    int start = skipSign(s, end + 1);
    return start < s.length() && skipDigits(s, start) == s.length();
  }

  private static int skipSign(String s, int i) {
    return i < s.length() && (s.charAt(i) == '-' || s.charAt(i) == '+') ? i + 1 : i;
  }

  private static int skipDigits(String s, int from) {
    int i = from;
    while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
