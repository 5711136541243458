package regress.data;

import de.siegmar.fastcsv.reader.CsvRecord;

/** Takes the rows of values of a table, top to bottom, each with one field a column. */
interface Rows<T> {
  void add(CsvRecord row);

  /** What has become of them; called once, after the last row. */
  T build();
}
