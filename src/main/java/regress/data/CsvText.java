package regress.data;

import java.nio.charset.StandardCharsets;

/** Rows as they are written into a table: commas, quotes where they must be, line feeds. */
public final class CsvText {
  private final StringBuilder text = new StringBuilder();
  private boolean begun;

  /** Adds a field to the row. */
  public CsvText add(String field) {
    separate().append(ColumnNames.quoted(field));
    return this;
  }

  /** Adds a number, which reads back to the bit; NaN is an empty field. */
  public CsvText add(double value) {
    StringBuilder row = separate();
    if (!Double.isNaN(value)) {
      row.append(value);
    }
    return this;
  }

  private StringBuilder separate() {
    if (begun) {
      text.append(',');
    }
    begun = true;
    return text;
  }

  /** Ends the row. */
  public CsvText end() {
    text.append('\n');
    begun = false;
    return this;
  }

  /** All rows, in UTF-8. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
