package regress.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fields as they are written, where they lie among bytes in UTF-8: a text each would cost more. */
final class Words {
  private final byte[] bytes;
  private int[] places;
  private int size;

  /** For about so many fields. */
  Words(byte[] bytes, int fields) {
    this.bytes = bytes;
    this.places = new int[2 * fields];
  }

  void add(int from, int to) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size + 16);
    }
    places[size++] = from;
    places[size++] = to;
  }

  void removeLast() {
    size -= 2;
  }

  String get(int k) {
    int from = places[2 * k];
    return new String(bytes, from, places[2 * k + 1] - from, StandardCharsets.UTF_8);
  }

  /** Adds a field to a row. */
  void write(int k, CsvText row) {
    row.add(bytes, places[2 * k], places[2 * k + 1]);
  }
}
