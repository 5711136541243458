package regress.data;

import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Takes rows of values, top to bottom: all of a chunk, or one after the other where a table is
 * taken apart.
 */
final class TableBuilder {
  private final String name;
  private final List<Column.Builder> columns;
  private int rows;

  /**
   * @param texts of which columns text is kept
   */
  TableBuilder(String name, List<String> columns, Predicate<String> texts) {
    this.name = name;
    this.columns = columns.stream().map(own -> new Column.Builder(own, texts.test(own))).toList();
  }

  /** Adds all rows, which follow so many lines. */
  void add(Fields fields, long before) {
    List<Iterator<String>> texts = fields.texts();
    for (int j = 0; j < columns.size(); j++) {
      columns.get(j).add(fields, j, texts.get(j), before);
    }
    rows += fields.rows();
  }

  /** Adds a row of a line; NaN is the next of its column's texts. */
  void add(Fields fields, int row, List<Iterator<String>> texts, long line) {
    for (int j = 0; j < columns.size(); j++) {
      columns.get(j).add(fields.values(j)[row], texts.get(j), line);
    }
    rows++;
  }

  /** How many numbers are held so far. */
  long values() {
    long values = 0;
    for (Column.Builder column : columns) {
      values += column.isWhole() ? rows : 0;
    }
    return values;
  }

  Table build() {
    return build(row -> name);
  }

  /** With what messages say of where a row stands. */
  Table build(IntFunction<String> places) {
    List<Column> built = columns.stream().map(Column.Builder::build).toList();
    return new Table(name, built, rows, false, places);
  }
}
