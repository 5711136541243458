package regress.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows as they are written into a table: commas, quotes where they must be, line feeds. */
public final class CsvText {
  private final boolean isShown;
  private byte[] text = new byte[1 << 10];
  private int size;
  private boolean begun;

  /**
   * No rows yet.
   *
   * @param isShown whether a terminal may show them, so that they hold nothing that it would obey
   */
  public CsvText(boolean isShown) {
    this.isShown = isShown;
  }

  /** Adds a field to the row. */
  public CsvText add(String field) {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    return add(bytes, 0, bytes.length);
  }

  /** Adds a field in UTF-8, of which most characters are plain, to the row. */
  CsvText add(byte[] field, int from, int to) {
    separate();
    reserve(to - from);
    int end = size;
    for (int i = from; i < to; i++) {
      byte c = field[i];
      if (c < ' ' || c > '~' || c == ',' || c == '"') {
        return addSpecial(new String(field, from, to - from, StandardCharsets.UTF_8));
      }
      text[end++] = c;
    }
    size = end;
    return this;
  }

  /** Adds what is known to stand in a table as it is. */
  void addPlain(byte[] fields, int from, int to) {
    separate();
    reserve(to - from);
    System.arraycopy(fields, from, text, size, to - from);
    size += to - from;
  }

  private CsvText addSpecial(String field) {
    String shown = isShown ? Printable.line(field) : field;
    byte[] bytes = ColumnNames.quoted(shown).getBytes(StandardCharsets.UTF_8);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, text, size, bytes.length);
    size += bytes.length;
    return this;
  }

  /** Adds a number, which reads back to the bit; NaN is an empty field. */
  @SuppressWarnings("deprecation") // To copy what is ASCII, nothing is faster.
  public CsvText add(double value) {
    separate();
    if (!Double.isNaN(value)) {
      String digits = Double.toString(value);
      reserve(digits.length());
      digits.getBytes(0, digits.length(), text, size);
      size += digits.length();
    }
    return this;
  }

  private void separate() {
    if (begun) {
      put(',');
    }
    begun = true;
  }

  /** Ends the row. */
  public CsvText end() {
    put('\n');
    begun = false;
    return this;
  }

  private void put(char sign) {
    reserve(1);
    text[size++] = (byte) sign;
  }

  private void reserve(int more) {
    if (text.length - size < more) {
      text = Arrays.copyOf(text, Math.max(size + more, 2 * text.length));
    }
  }

  /** Writes all rows, in UTF-8. */
  public void writeTo(OutputStream out) {
    try {
      out.write(text, 0, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
