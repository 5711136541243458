package regress.data;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rows of a group have in common: the values of the columns that tell groups apart, in their
 * order. Groups are sorted by the first of them, then by the next.
 */
public record GroupKey(List<Value> values) implements Comparable<GroupKey> {
  public GroupKey {
    values = List.copyOf(values);
  }

  static final Comparator<String> BY_FIELD =
      Comparator.comparing((String field) -> of(List.of(field)))
          .thenComparing(Comparator.naturalOrder());

  /** Of fields without surrounding blanks. */
  public static GroupKey of(List<String> fields) {
    return new GroupKey(fields.stream().map(Value::of).toList());
  }

  /**
   * Counts rows that all have these fields in the columns that tell groups apart: as missing, if a
   * field is, else as none.
   */
  public static Missing missing(List<String> by, List<String> fields, long rows) {
    Map<String, Long> columns = new LinkedHashMap<>();
    for (int k = 0; k < by.size(); k++) {
      if (isMissing(fields.get(k))) {
        columns.put(by.get(k), rows);
      }
    }
    return columns.isEmpty() ? Missing.NONE : new Missing(rows, columns);
  }

  /** Whether a field holds no value, and so tells of no group. */
  static boolean isMissing(String field) {
    return Double.isNaN(Numeral.parse(field)) && Fault.of(field, 0).isMissing();
  }

  @Override
  public int compareTo(GroupKey other) {
    for (int k = 0; k < values.size(); k++) {
      int order = Value.ORDER.compare(values.get(k), other.values.get(k));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /**
   * A number or a text. Numbers are the same when they are equal, however many digits they have and
   * however they are written; text, when it is the same. Numbers come before text.
   *
   * @param number exact, since a float64 would take long account numbers for one another; 0 of text
   * @param text empty of a number
   */
  public record Value(BigDecimal number, String text) {
    private static final Comparator<Value> ORDER =
        Comparator.comparing((Value key) -> !key.text.isEmpty())
            .thenComparing(Value::number)
            .thenComparing(Value::text);

    static Value of(String field) {
      double number = Numeral.parse(field);
      if (Double.isNaN(number)) {
        return new Value(BigDecimal.ZERO, field);
      }
      return new Value(
          number == 0 ? BigDecimal.ZERO : new BigDecimal(field).stripTrailingZeros(), "");
    }
  }
}
