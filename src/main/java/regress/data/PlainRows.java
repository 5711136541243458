package regress.data;

/** Parses rows of ASCII characters without quotes straight from their bytes. */
final class PlainRows {
  private final byte[] text;
  private final int size;
  private final int separator;
  private final Fields fields;
  private long line = 1;

  /** Of the first {@code size} characters of a text. */
  PlainRows(byte[] text, int size, char separator, Fields fields) {
    this.text = text;
    this.size = size;
    this.separator = separator;
    this.fields = fields;
  }

  static boolean arePlain(byte[] text, int size) {
    int signs = 0;
    for (int i = 0; i < size; i++) {
      signs |= text[i];
    }
    return signs >= 0;
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
        int count = 1;
        for (at = field(0, at); at < size && text[at] == separator; count++) {
          at = field(count, at + 1);
        }
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
      end++;
    }
    int to = end;
    while (to > from && isBlank(text[to - 1])) {
      to--;
    }
    fields.add(j, from, to);
    return end;
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
