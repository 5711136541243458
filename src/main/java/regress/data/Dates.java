package regress.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How dates are numbers: how much time has passed since an origin.
 *
 * <p>A date is one of ISO 8601: {@code 2024-12-31}, and perhaps a time behind {@code T} or a blank,
 * {@code 23:59}, {@code 23:59:59} or {@code 23:59:59.999}, and perhaps an offset behind that,
 * {@code Z} or {@code +01:00}. Without a time it is midnight, without an offset UTC.
 *
 * @param unit what is counted, from seconds to weeks
 * @param origin what is 0
 */
public record Dates(ChronoUnit unit, Instant origin) {
  private static final List<ChronoUnit> UNITS =
      List.of(
          ChronoUnit.DAYS,
          ChronoUnit.SECONDS,
          ChronoUnit.MINUTES,
          ChronoUnit.HOURS,
          ChronoUnit.WEEKS);

  private static final String TWO = "(\\d\\d)";
  private static final Pattern DATE =
      Pattern.compile(
          ("(\\d{4})-%1$s-%1$s(?:[Tt ]%1$s:%1$s(?::%1$s(?:[.,](\\d{1,9}))?)?"
                  + "(?:[Zz]|([+-])%1$s(?::?%1$s)?)?)?")
              .formatted(TWO));

  private static final int SHORTEST = "2024-12-31".length();

  /**
   * @throws DataException if the unit is not one of those
   */
  public Dates {
    if (!UNITS.contains(unit)) {
      throw DataException.choice(
          "Dates cannot be counted in %s. Choose days, seconds, minutes, hours or weeks."
              .formatted(unit));
    }
  }

  /** Days since the beginning of 1970. */
  public static Dates days() {
    return new Dates(ChronoUnit.DAYS, Instant.EPOCH);
  }

  /**
   * Reads a unit and perhaps an origin, such as {@code days} or {@code seconds:2020-01-01T12:00};
   * without one it is the beginning of 1970.
   */
  public static Dates of(String text) {
    String[] parts = text.split(":", 2);
    ChronoUnit unit =
        UNITS.stream()
            .filter(one -> one.name().equalsIgnoreCase(parts[0]))
            .findFirst()
            .orElseThrow(() -> refused(text));
    Instant origin = parts.length == 1 ? Instant.EPOCH : instant(parts[1]);
    if (origin == null) {
      throw refused(text);
    }
    return new Dates(unit, origin);
  }

  private static DataException refused(String text) {
    return DataException.choice(
        "'%s' is no way to count time. Choose days or seconds, or add an origin, as in days:2020-01-01."
            .formatted(text));
  }

  /** The number that a date stands for, rounded once; NaN where a field is none. */
  double parse(String field) {
    Instant instant = instant(field);
    if (instant == null) {
      return Double.NaN;
    }
    long seconds = instant.getEpochSecond() - origin.getEpochSecond();
    int nanos = instant.getNano() - origin.getNano();
    double length = unit.getDuration().toSeconds();
    return nanos == 0
        ? seconds / length
        : BigDecimal.valueOf(nanos, 9)
            .add(BigDecimal.valueOf(seconds))
            .divide(BigDecimal.valueOf((long) length), MathContext.DECIMAL128)
            .doubleValue();
  }

  /** Null where a field is no date. */
  static Instant instant(String field) {
    // At a glance, for most text is none.
    if (field.length() < SHORTEST || field.charAt(4) != '-' || field.charAt(7) != '-') {
      return null;
    }
    Matcher date = DATE.matcher(field);
    if (!date.matches()) {
      return null;
    }
    try {
      String fraction = date.group(7) == null ? "" : date.group(7);
      var time =
          LocalDateTime.of(
              part(date, 1),
              part(date, 2),
              part(date, 3),
              part(date, 4),
              part(date, 5),
              part(date, 6),
              Integer.parseInt((fraction + "000000000").substring(0, 9)));
      int sign = "-".equals(date.group(8)) ? -1 : 1;
      return time.toInstant(ZoneOffset.ofHoursMinutes(sign * part(date, 9), sign * part(date, 10)));
    } catch (DateTimeException e) {
      return null; // Such as 30 February.
    }
  }

  private static int part(Matcher date, int group) {
    return date.group(group) == null ? 0 : Integer.parseInt(date.group(group));
  }
}
