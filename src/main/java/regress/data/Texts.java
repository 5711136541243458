package regress.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct texts of a column. In the column's array of numbers, a text is a NaN that carries
 * the text's place here, and a missing value is Java's own NaN. So a column of numbers needs no
 * second array.
 */
final class Texts {
  /** A column with more texts is hardly a category, and takes memory. */
  static final int MOST = 10_000;

  private static final long NAN = Double.doubleToRawLongBits(Double.NaN);

  private final List<String> texts = new ArrayList<>();
  private final Map<String, Double> values = new HashMap<>();

  /** What stands for a field; null where it has not been added. */
  Double value(String field) {
    return values.get(field);
  }

  /** Adds a field without a value; returns what stands for it. */
  double addGap(String field) {
    values.put(field, Double.NaN);
    return Double.NaN;
  }

  double add(String field) {
    texts.add(field);
    double value = Double.longBitsToDouble(NAN + texts.size());
    values.put(field, value);
    return value;
  }

  List<String> all() {
    return texts;
  }

  static boolean isGap(double value) {
    return Double.doubleToRawLongBits(value) == NAN;
  }

  /** The place of the text that a value stands for; -1 for a number. */
  static int place(double value) {
    return Double.isNaN(value) ? (int) (Double.doubleToRawLongBits(value) - NAN) - 1 : -1;
  }
}
