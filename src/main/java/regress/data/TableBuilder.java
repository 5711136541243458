package regress.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes rows of values, top to bottom. They lie side by side until they make a block, and then
 * column by column: a table may be taken apart into many thousands, whose rows come in any order.
 */
final class TableBuilder {
  private static final int FIRST_CAPACITY = 8;

  /** So that a long column is copied once, and takes little more than its values. */
  private static final int BLOCK = 1 << 16;

  private final String name;
  private final List<Column.Builder> columns;
  private final int width;
  private double[] open;
  private int held;
  private int rows;

  /**
   * @param texts of which columns text is kept
   */
  TableBuilder(String name, List<String> columns, Predicate<String> texts) {
    this.name = name;
    this.columns = columns.stream().map(own -> new Column.Builder(own, texts.test(own))).toList();
    this.width = columns.size();
    this.open = new double[FIRST_CAPACITY * width];
  }

  /** Adds a row of several; NaN is the next of the texts. */
  void add(double[] values, int row, Iterator<String> texts, long line) {
    if (held == BLOCK) {
      close();
    } else if (held * width == open.length) {
      open = Arrays.copyOf(open, 2 * open.length);
    }
    for (int j = 0; j < width; j++) {
      double value = values[row * width + j];
      open[held * width + j] =
          Double.isNaN(value) ? columns.get(j).note(texts.next(), line) : value;
    }
    held++;
    rows++;
  }

  private void close() {
    for (int j = 0; j < width; j++) {
      columns.get(j).take(open, held, width, j);
    }
    held = 0;
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
    close();
    open = null;
    return new Table(name, columns.stream().map(Column.Builder::build).toList(), rows);
  }
}
