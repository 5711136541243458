package regress.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a column, each once: among its numbers, one is written as a NaN that carries its
 * place, and a missing value as Java's own NaN. So a column of numbers has nothing beside them.
 */
final class Texts {
  /** More are hardly a category, and take memory. */
  static final int MOST = 10_000;

  private static final long NAN = Double.doubleToRawLongBits(Double.NaN);

  private final List<String> texts = new ArrayList<>();
  private final Map<String, Double> values = new HashMap<>();

  /** What stands for a field; null where it has not been added. */
  Double value(String field) {
    return values.get(field);
  }

  /** Adds one that is missing. */
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
