package regress.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import regress.data.Printable;

/**
 * Tables for people: columns two spaces apart, each as wide as its widest cell.
 *
 * @param <T> what has a row
 */
public final class TextTable<T> {
  private static final String GAP = "  ";

  private final List<Column<T>> columns;
  private final int[] widths;

  /** Others may follow the known rows, where a column keeps room for them. */
  public TextTable(List<Column<T>> columns, List<T> known) {
    this.columns = columns;
    this.widths = columns.stream().mapToInt(column -> column.width(known)).toArray();
  }

  /** A column; {@code room} is a text as wide as any cell that is not known yet. */
  public record Column<T>(String title, boolean right, Function<T, String> cell, String room) {
    public static <T> Column<T> left(String title, Function<T, String> cell) {
      return new Column<>(title, false, cell, "");
    }

    public static <T> Column<T> right(String title, Function<T, String> cell) {
      return new Column<>(title, true, cell, "");
    }

    public Column<T> withRoomFor(String text) {
      return new Column<>(title, right, cell, text);
    }

    /** The same of rows whose cells are known. */
    private Column<List<String>> at(int place) {
      return new Column<>(title, right, cells -> cells.get(place), room);
    }

    private int width(List<T> rows) {
      return Stream.concat(Stream.of(title, room), rows.stream().map(cell))
          .map(Printable::line)
          .mapToInt(TextTable::width)
          .reduce(0, Math::max);
    }
  }

  /** The titles, then the rows. Each cell is asked for once. */
  public static <T> String format(List<Column<T>> columns, List<T> rows) {
    List<List<String>> cells =
        rows.stream()
            .map(row -> columns.stream().map(column -> column.cell().apply(row)).toList())
            .toList();
    var table =
        new TextTable<List<String>>(
            IntStream.range(0, columns.size()).mapToObj(j -> columns.get(j).at(j)).toList(), cells);
    return table.head() + cells.stream().map(table::line).collect(Collectors.joining());
  }

  /** The titles, ended by a line feed. */
  public String head() {
    return line(Column::title);
  }

  /**
   * A row, ended by a line feed and without blanks before it. What a terminal would obey is written
   * out.
   */
  public String line(T row) {
    return line(column -> column.cell().apply(row));
  }

  private String line(Function<Column<T>, String> text) {
    return IntStream.range(0, widths.length)
            .mapToObj(j -> pad(Printable.line(text.apply(columns.get(j))), j))
            .collect(Collectors.joining(GAP))
            .stripTrailing()
        + "\n";
  }

  private String pad(String cell, int column) {
    String blanks = " ".repeat(Math.max(0, widths[column] - width(cell)));
    return columns.get(column).right() ? blanks + cell : cell + blanks;
  }

  /** In columns of a terminal: East Asian signs take two, marks on the sign before them none. */
  static int width(String cell) {
    return cell.codePoints().map(TextTable::width).sum();
  }

  private static int width(int sign) {
    return switch (Character.getType(sign)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(sign) ? 2 : 1;
    };
  }

  /** As Unicode's Standard Annex 11 has it, block by block. */
  private static boolean isWide(int sign) {
    return sign >= 0x1100 && sign <= 0x115F
        || sign >= 0x2E80 && sign <= 0xA4CF && sign != 0x303F
        || sign >= 0xAC00 && sign <= 0xD7A3
        || sign >= 0xF900 && sign <= 0xFAFF
        || sign >= 0xFE30 && sign <= 0xFE6F
        || sign >= 0xFF00 && sign <= 0xFF60
        || sign >= 0xFFE0 && sign <= 0xFFE6
        || sign >= 0x1F300 && sign <= 0x1FAFF
        || sign >= 0x20000 && sign <= 0x3FFFD;
  }
}
