package regress.data;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Which columns of a table are read: as numbers, as the words that are written, both or neither.
 *
 * @param numbers by column, its place among those that are numbers, or -1
 * @param words by column, its place among those that are words, or -1
 */
record Wanted(int[] numbers, int[] words) {
  /** Of places of columns, in any order. */
  static Wanted of(int columns, List<Integer> numbers, List<Integer> words) {
    return new Wanted(places(columns, numbers), places(columns, words));
  }

  private static int[] places(int columns, List<Integer> wanted) {
    int[] places = new int[columns];
    Arrays.fill(places, -1);
    int next = 0;
    for (int j : new TreeSet<>(wanted)) {
      places[j] = next++;
    }
    return places;
  }

  /** How many columns there are. */
  int fields() {
    return numbers.length;
  }

  /** How many are numbers. */
  int width() {
    return count(numbers);
  }

  /** How many are words. */
  int wordsPerRow() {
    return count(words);
  }

  private static int count(int[] places) {
    return (int) Arrays.stream(places).filter(place -> place >= 0).count();
  }
}
