package regress.data;

import java.util.Arrays;

/** Fields as they are written, one after the other in one array: a text each would cost more. */
final class Words {
  private char[] chars;
  private int[] ends;
  private int size;

  /** For about so many fields and characters. */
  Words(int fields, int characters) {
    this.chars = new char[characters];
    this.ends = new int[fields];
  }

  void add(char[] text, int from, int to) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size + 8);
    }
    int begin = begin(size);
    int end = begin + to - from;
    if (end > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(end, 2 * chars.length));
    }
    System.arraycopy(text, from, chars, begin, to - from);
    ends[size++] = end;
  }

  void removeLast() {
    size--;
  }

  String get(int k) {
    return new String(chars, begin(k), ends[k] - begin(k));
  }

  /** Adds a field to a row. */
  void write(int k, CsvText row) {
    row.add(chars, begin(k), ends[k]);
  }

  private int begin(int k) {
    return k == 0 ? 0 : ends[k - 1];
  }
}
