package regress.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A column's values as words.
 *
 * @param words each once
 * @param of the place of each row's among them; -1 where it is missing
 */
record Coded(List<String> words, int[] of) {
  private static final int UNKNOWN = -2;

  static Coded of(double[] values, List<String> texts) {
    List<String> words = new ArrayList<>();
    Map<Long, Integer> places = new HashMap<>();
    int[] of = new int[values.length];
    for (int i = 0; i < of.length; i++) {
      // Adding 0 makes zeros the same, and leaves what a NaN carries.
      long bits = Double.doubleToRawLongBits(values[i] == 0 ? 0.0 : values[i]);
      of[i] = Texts.isGap(values[i]) ? -1 : places.computeIfAbsent(bits, b -> places.size());
      if (of[i] == words.size()) {
        int text = Texts.place(values[i]);
        words.add(text < 0 ? Printable.number(values[i]) : texts.get(text));
      }
    }
    return new Coded(words, of);
  }

  /** A category of them, unless they are none or too many; the table is named in messages. */
  Category category(String table, String column) {
    if (words.size() > Category.MOST_LEVELS) {
      throw tooMany(table, column, words.size() + "");
    }
    return Category.of(column, words);
  }

  static DataException tooMany(String table, String column, String values) {
    return DataException.content(
        "%s, column '%s' has %s distinct values, and a category takes %s at most. Leave the column out, or let its values be fewer."
            .formatted(table, column, values, Category.MOST_LEVELS));
  }

  /**
   * The features of a category, 1 where a row has their level, 0 where it has another and NaN where
   * it has none.
   *
   * @param places where a row stands, in messages
   */
  double[][] features(Category category, IntFunction<String> places, boolean mayBeUnseen) {
    int[] levels = new int[words.size()];
    Arrays.fill(levels, UNKNOWN);
    double[][] features = new double[category.levels().size()][of.length];
    for (int i = 0; i < of.length; i++) {
      int word = of[i];
      if (word < 0) {
        for (double[] feature : features) {
          feature[i] = Double.NaN;
        }
        continue;
      }
      if (levels[word] == UNKNOWN) {
        levels[word] = category.place(words.get(word), places.apply(i), mayBeUnseen);
      }
      if (levels[word] >= 0) {
        features[levels[word]][i] = 1;
      }
    }
    return features;
  }
}
