package regress.data;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import regress.data.Description.Extreme;
import regress.data.Description.Type;
import regress.data.Fault.Flaw;

/** Counts what is in a column, or in some rows of it. */
final class ColumnTally {
  /** So that no sum overflows, however many rows there are. */
  private static final double SMALL = 0x1p-40;

  private static final int LONGEST = 64;

  private final int most;
  private Set<Object> distinct = new HashSet<>();
  private long numbers;
  private long missing;
  private long dates;
  private long texts;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private double sum;

  /** What rounding left of the sum (Neumaier 1974). */
  private double rest;

  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private String firstDate = "";
  private String lastDate = "";
  private String odd;
  private long oddLine;

  /**
   * @param most so many distinct values are counted
   */
  ColumnTally(int most) {
    this.most = most;
  }

  /** Whether there are more distinct values than are counted. */
  boolean isFull() {
    return distinct == null;
  }

  /** Counts distinct values no longer, for there are too many. */
  void fill() {
    distinct = null;
  }

  void add(double value) {
    numbers++;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    sum(value * SMALL);
    if (distinct != null) {
      see(value + 0.0);
    }
  }

  private void sum(double value) {
    double next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }

  private void see(Object value) {
    distinct.add(value);
    if (distinct.size() > most) {
      distinct = null;
    }
  }

  /** A field that is no number. */
  void add(String field, long line) {
    Flaw flaw =
        field.isEmpty()
            ? Flaw.MISSING
            : Fault.isWord(field) ? Flaw.TEXT : Fault.of(field, line).flaw();
    if (flaw == Flaw.MISSING || flaw == Flaw.NAN) {
      missing++;
      return;
    }
    Instant date = Dates.instant(field);
    if (date == null) {
      texts++;
    } else {
      dates++;
      range(date, field, date, field);
    }
    if (odd == null) {
      odd = field;
      oddLine = line;
    }
    if (distinct != null) {
      see(field.length() <= LONGEST ? field : shortened(field));
    }
  }

  /** Of a long text, enough to tell it from others. */
  private static String shortened(String field) {
    return field.substring(0, LONGEST) + '\0' + field.length() + '\0' + field.hashCode();
  }

  private void range(Instant from, String fromDate, Instant to, String toDate) {
    if (from.isBefore(first)) {
      first = from;
      firstDate = fromDate;
    }
    if (to.isAfter(last)) {
      last = to;
      lastDate = toDate;
    }
  }

  /** Adds the counts of later rows, which follow so many lines. */
  void add(ColumnTally later, long lines) {
    numbers += later.numbers;
    missing += later.missing;
    dates += later.dates;
    texts += later.texts;
    least = Math.min(least, later.least);
    greatest = Math.max(greatest, later.greatest);
    sum(later.sum);
    rest += later.rest;
    range(later.first, later.firstDate, later.last, later.lastDate);
    if (odd == null && later.odd != null) {
      odd = later.odd;
      oddLine = lines + later.oddLine;
    }
    if (later.distinct == null) {
      distinct = null;
    } else if (distinct != null) {
      later.distinct.stream().takeWhile(value -> distinct != null).forEach(this::see);
    }
  }

  /** This column as {@link FormHint} takes it. */
  Column column(String name) {
    var fault = Optional.ofNullable(odd).map(field -> Fault.of(field, oddLine));
    return new Column(name, new double[0], List.of(), fault, Optional.empty(), true);
  }

  Description.Column result(String name) {
    Type type = type();
    boolean areDates = type == Type.DATE;
    return new Description.Column(
        name,
        type,
        missing,
        isFull() ? most : distinct.size(),
        isFull(),
        extreme(least, areDates ? firstDate : ""),
        extreme(greatest, areDates ? lastDate : ""),
        numbers == 0 ? OptionalDouble.empty() : OptionalDouble.of((sum + rest) / numbers / SMALL),
        type == Type.MIXED ? "'%s' in line %s".formatted(Fault.shortened(odd), oddLine) : "");
  }

  private Extreme extreme(double number, String date) {
    return new Extreme(
        numbers == 0 ? OptionalDouble.empty() : OptionalDouble.of(number + 0.0), date);
  }

  private Type type() {
    if (numbers > 0) {
      return dates + texts > 0 ? Type.MIXED : Type.NUMBER;
    }
    return texts > 0 ? Type.TEXT : dates > 0 ? Type.DATE : Type.EMPTY;
  }
}
