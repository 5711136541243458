package regress.data;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * What rows of a group have in common: a number or a text. Numbers are the same when they are
 * equal, however many digits they have and however they are written; text, when it is the same.
 * Numbers come before text.
 *
 * @param number exact, since a float64 would take long account numbers for one another; 0 of text
 * @param text empty of a number
 */
public record GroupKey(BigDecimal number, String text) implements Comparable<GroupKey> {
  private static final Comparator<GroupKey> ORDER =
      Comparator.comparing((GroupKey key) -> !key.text.isEmpty())
          .thenComparing(GroupKey::number)
          .thenComparing(GroupKey::text);

  /** Of a field without surrounding blanks. */
  public static GroupKey of(String field) {
    double number = Numeral.parse(field);
    if (Double.isNaN(number)) {
      return new GroupKey(BigDecimal.ZERO, field);
    }
    return new GroupKey(
        number == 0 ? BigDecimal.ZERO : new BigDecimal(field).stripTrailingZeros(), "");
  }

  @Override
  public int compareTo(GroupKey other) {
    return ORDER.compare(this, other);
  }
}
