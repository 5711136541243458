package regress.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fields as they are written, where they lie among bytes in UTF-8: a text each would cost more. */
final class Words {
  private final byte[] bytes;
  private int[] places;
  private int size;

  /** Whether all are of signs that stand in a table as they are. */
  private boolean plain = true;

  /** For about so many fields. */
  Words(byte[] bytes, int fields) {
    this.bytes = bytes;
    this.places = new int[2 * fields];
  }

  void add(int from, int to, boolean isPlain) {
    plain &= isPlain;
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

  /** Adds fields that follow the first one to a row: in one piece what lies so. */
  void write(int first, int[] fields, CsvText row) {
    for (int k = 0; k < fields.length; k++) {
      int from = places[2 * (first + fields[k])];
      int to = places[2 * (first + fields[k]) + 1];
      while (plain && k + 1 < fields.length && follows(to, first + fields[k + 1])) {
        k++;
        to = places[2 * (first + fields[k]) + 1];
      }
      if (plain) {
        row.addPlain(bytes, from, to);
      } else {
        row.add(bytes, from, to);
      }
    }
  }

  /** Whether nothing but a comma stands before a field. */
  private boolean follows(int end, int field) {
    return places[2 * field] == end + 1 && bytes[end] == ',';
  }
}
