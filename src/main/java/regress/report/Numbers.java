package regress.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers and quantities as people read them, the same in every locale. */
public final class Numbers {
  private static final int DIGITS = 6;
  private static final int TIME_DIGITS = 3;
  private static final int MARK_DIGITS = 14;
  private static final String[] TIMES = {"ns", "µs", "ms", "s"};
  private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Numbers() {}

  /** Six significant digits; powers of ten only where the zeros would be hard to count. */
  public static String significant(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = round(value, DIGITS);
    int exponent = exponent(rounded);
    return exponent < -DIGITS || exponent > DIGITS + 2
        ? String.format(Locale.ROOT, "%." + (DIGITS - 1) + "e", value)
        : plain(rounded, DIGITS);
  }

  /**
   * {@code value} times ten to {@code power}, for a mark on an axis: as it is, and where that is
   * long, as short as it goes. What rounding left behind the last digits is gone.
   */
  public static String onAxis(double value, int power) {
    BigDecimal mark = round(value, MARK_DIGITS).stripTrailingZeros().scaleByPowerOfTen(power);
    if (mark.signum() == 0) {
      return "0";
    }
    int exponent = exponent(mark);
    String whole = mark.toPlainString();
    String scientific = mark.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    return Math.abs(exponent) < DIGITS || whole.length() <= scientific.length()
        ? whole
        : scientific;
  }

  /** Three decimals. */
  public static String threeDecimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** A whole number with its thousands apart: 10,000. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** The same with what is counted: 1 row, 1,000 rows. */
  public static String count(long value, String one, String more) {
    return count(value) + " " + (value == 1 ? one : more);
  }

  /** A duration with three significant digits, from ns to s. */
  public static String time(double nanos) {
    if (nanos == 0) {
      return "0 s";
    }
    BigDecimal rounded = round(nanos, TIME_DIGITS);
    int unit = Math.clamp(Math.floorDiv(exponent(rounded), 3), 0, TIMES.length - 1);
    return plain(rounded.movePointLeft(3 * unit), TIME_DIGITS) + " " + TIMES[unit];
  }

  /** A number of bytes, exact below 1 KiB and with three significant digits above. */
  public static String bytes(long bytes) {
    int unit = Math.min(Math.max(0, (63 - Long.numberOfLeadingZeros(bytes)) / 10), 4);
    double scaled = bytes / Math.pow(1024, unit);
    return unit == 0 ? bytes + " B" : plain(round(scaled, 3), 3) + " " + SIZES[unit];
  }

  /**
   * By the shortest decimal that is this double: no shorter one, and so no tie, lies between the
   * two. Only where it is a tie itself, all digits of the double decide.
   */
  private static BigDecimal round(double value, int digits) {
    BigDecimal shortest = BigDecimal.valueOf(value);
    boolean mayBeTie = shortest.stripTrailingZeros().precision() == digits + 1;
    return round(mayBeTie ? new BigDecimal(value) : shortest, digits);
  }

  private static BigDecimal round(BigDecimal value, int digits) {
    return value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /** The power of ten of the first digit. */
  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  private static String plain(BigDecimal rounded, int digits) {
    int decimals = Math.max(0, digits - 1 - exponent(rounded));
    return rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
