package regress.data;

import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * How large a table becomes that is being read. One that will not fit into Java's memory is refused
 * early: near its end the garbage collector takes all the time that there is.
 */
final class TableSize {
  private static final int FIRST_LOOK = 4096;

  private final String name;
  private final DoubleSupplier part;
  private long rows;
  private long nextLook = FIRST_LOOK;
  private int columns;
  private double valuesPerRow;

  /**
   * @param part which part of the table has been read, from 0 to 1; 0 where nobody knows
   */
  TableSize(String name, DoubleSupplier part) {
    this.name = name;
    this.part = part;
  }

  /**
   * Counts a row that was taken.
   *
   * @throws DataException if the rows cannot all be held
   */
  void count(Groups.Builder taken, int fields) {
    rows++;
    if (rows < nextLook) {
      return;
    }
    nextLook += nextLook / 4;
    columns = fields;
    valuesPerRow = (double) taken.values() / rows;
    // When all are read, one column more is held while it is made one array.
    if (HostMemory.isTooSmallFor((valuesPerRow + 1) * Double.BYTES * allRows())) {
      throw tooLarge(null);
    }
  }

  private double allRows() {
    double known = part.getAsDouble();
    return known > 0 ? rows / known : rows;
  }

  /** The table, and what it takes to be fitted; with Java's own failure where it came to that. */
  DataException tooLarge(Throwable failure) {
    if (columns == 0) {
      return DataException.content(HostMemory.tooLittle(), failure);
    }
    String subject =
        String.format(
            Locale.ROOT,
            "%s, %s %,.0f rows of %d columns,",
            name,
            part.getAsDouble() > 0 ? "about" : "so far",
            allRows(),
            columns);
    return DataException.content(
        HostMemory.tooLittle(subject, HostMemory.ofFit(valuesPerRow * allRows())), failure);
  }
}
