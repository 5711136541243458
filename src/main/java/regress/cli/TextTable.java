package regress.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import regress.data.Printable;

/** Tables for people: columns two spaces apart, each as wide as its widest cell. */
final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /** A column's title, and the side its cells are pushed to. */
  record Column(String title, boolean right) {
    Column {
      title = Printable.line(title);
    }

    static Column left(String title) {
      return new Column(title, false);
    }

    static Column right(String title) {
      return new Column(title, true);
    }
  }

  /**
   * The titles, then the rows, each line ended by a line feed and without blanks before it. What a
   * terminal would obey is written out.
   *
   * @param rows each with one cell a column
   */
  static String format(List<Column> columns, List<List<String>> rows) {
    List<String> titles = columns.stream().map(Column::title).toList();
    return Stream.concat(Stream.of(titles), rows.stream())
        .map(lines(columns, rows))
        .collect(Collectors.joining());
  }

  /**
   * Writes the lines of a table whose rows are not all there yet.
   *
   * @param widest rows whose cells are as wide as any, as far as one can know
   */
  static Function<List<String>, String> lines(List<Column> columns, List<List<String>> widest) {
    int[] widths = widths(columns, widest.stream().map(TextTable::printable).toList());
    return cells -> line(columns, widths, printable(cells));
  }

  private static List<String> printable(List<String> cells) {
    return cells.stream().map(Printable::line).toList();
  }

  private static int[] widths(List<Column> columns, List<List<String>> rows) {
    return IntStream.range(0, columns.size())
        .map(
            j ->
                rows.stream()
                    .mapToInt(row -> width(row.get(j)))
                    .reduce(width(columns.get(j).title()), Math::max))
        .toArray();
  }

  private static String line(List<Column> columns, int[] widths, List<String> cells) {
    return IntStream.range(0, widths.length)
            .mapToObj(j -> pad(cells.get(j), widths[j], columns.get(j).right()))
            .collect(Collectors.joining(GAP))
            .stripTrailing()
        + "\n";
  }

  private static String pad(String cell, int width, boolean right) {
    String blanks = " ".repeat(Math.max(0, width - width(cell)));
    return right ? blanks + cell : cell + blanks;
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
