package regress.data;

import de.siegmar.fastcsv.reader.CsvRecord;

/** Takes the rows of values of a table, top to bottom, each with one field a column. */
interface RowReceiver<T> {
  void add(CsvRecord row);

  /** How many numbers are held so far. */
  long values();

  /** What has become of them; called once, after the last row. */
  T build();
}
