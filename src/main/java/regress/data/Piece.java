package regress.data;

import java.util.List;

/** Some rows of a table that is read piece by piece. */
public final class Piece {
  private final Table numbers;
  private final List<String> columns;
  private final Words words;

  /**
   * Of rows that are parsed.
   *
   * @param words row by row, of these columns
   */
  Piece(Table numbers, List<String> columns, Words words) {
    this.numbers = numbers;
    this.columns = columns;
    this.words = words;
  }

  /** The columns that were asked for as numbers, in the order of the file. */
  public Table numbers() {
    return numbers;
  }

  /** How many rows there are. */
  public int rows() {
    return numbers.rows();
  }

  /** Where a row stands, as messages say it. */
  public String place(int row) {
    return numbers.place(row);
  }

  /** The columns that were asked for as words, in the order of the file. */
  public List<String> words() {
    return columns;
  }

  /** A field of one of those columns, without the blanks around it. */
  public String word(int row, int column) {
    return words.get(row * columns.size() + column);
  }

  /** Adds such fields to a row. */
  public void write(int row, int[] fields, CsvText to) {
    words.write(row * columns.size(), fields, to);
  }
}
