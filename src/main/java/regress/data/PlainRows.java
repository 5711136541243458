package regress.data;

import java.nio.charset.StandardCharsets;

/** Parses rows without quotes straight from their bytes. */
final class PlainRows {
  private final byte[] text;
  private final int size;
  private final int separator;
  private final Fields fields;
  private long line = 1;
  private int signs;

  /** Of the first {@code size} characters of a text. */
  PlainRows(byte[] text, int size, char separator, Fields fields) {
    this.text = text;
    this.size = size;
    this.separator = separator;
    this.fields = fields;
  }

  /**
   * Hands out the fields, up to a row of another length.
   *
   * @param skipped how many lines at the beginning hold no rows
   * @return the line of that row; 0 where there is none
   */
  long parse(long skipped) {
    for (int at = 0; at < size; line++) {
      if (line <= skipped || endsField(text[at], '\n')) {
        at = endOfLine(at);
      } else {
        int count = 0;
        at--;
        do {
          at = field(count++, at + 1);
        } while (at < size && text[at] == separator);
        if (!fields.endRow(count, line)) {
          return line;
        }
      }
      at += at + 1 < size && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;
    }
    return 0;
  }

  /** How many lines were parsed whole. */
  long lines() {
    return line - 1;
  }

  /** Whether all fields were of ASCII, and so in UTF-8. */
  boolean areAscii() {
    return signs >= 0;
  }

  /** Adds the field that begins here; returns where it ends. */
  private int field(int j, int begin) {
    int from = begin;
    while (from < size && isBlank(text[from])) {
      from++;
    }
    int number = fields.addNumber(j, from, size, separator);
    if (number >= 0) {
      return number;
    }
    int end = from;
    while (end < size && !endsField(text[end], separator)) {
      signs |= text[end++];
    }
    int to = end;
    while (to > from && isBlank(text[to - 1])) {
      to--;
    }
    if (to > from && (text[from] | text[to - 1]) < 0) {
      strip(j, from, to);
    } else {
      fields.add(j, from, to);
    }
    return end;
  }

  /** Adds a field that blanks of other scripts may surround. */
  private void strip(int j, int from, int to) {
    String field = new String(text, from, to - from, StandardCharsets.UTF_8);
    String left = field.stripLeading();
    int begin = from + bytes(field) - bytes(left);
    fields.add(j, begin, to - bytes(left) + bytes(left.stripTrailing()));
  }

  private static int bytes(String part) {
    return part.getBytes(StandardCharsets.UTF_8).length;
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < size && text[end] != '\n' && text[end] != '\r') {
      end++;
    }
    return end;
  }

  static boolean endsField(byte c, int separator) {
    return c == separator || c == '\n' || c == '\r';
  }

  private boolean isBlank(byte c) {
    return c <= ' ' && Character.isWhitespace(c) && !endsField(c, separator);
  }
}
