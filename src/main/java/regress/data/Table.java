package regress.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A table as it was read: named columns of n rows each, some of numbers, some perhaps of text.
 * Immutable. What is wrong inside a column matters only when the column is asked for.
 */
public final class Table {
  private static final int NAMES_SHOWN = 20;

  private final String name;
  private final List<Column> columns;
  private final int rows;

  Table(String name, List<Column> columns, int rows) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  /** Where it was read from, as it is called in messages. */
  public String name() {
    return name;
  }

  /** n, the number of rows. */
  public int rows() {
    return rows;
  }

  /** All columns' names, in the order of the file. */
  public List<String> columns() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * The columns that hold nothing but text and missing values, in the order of the file. They are
   * left out where features are not named.
   */
  public List<String> numberlessColumns() {
    return columns.stream().filter(Column::numberless).map(Column::name).toList();
  }

  /**
   * A column's n finite values, a copy.
   *
   * @throws DataException if there is no such column, or a field of it is no finite number
   */
  public double[] column(String column) {
    return values(column).clone();
  }

  /**
   * The columns to fit.
   *
   * @param target the target's name
   * @param features the features' names; none: every other column but {@link #numberlessColumns()}
   * @throws DataException if a column is not there, named twice or not numeric in every row, or the
   *     table has fewer rows than the fit has coefficients
   */
  public Dataset dataset(String target, List<String> features) {
    find(target);
    List<String> chosen = features.isEmpty() ? others(target) : features;
    chosen.forEach(this::find);
    Dataset.requireNames(chosen, chosen.size(), target);
    double[] y = values(target);
    double[][] x = chosen.stream().map(this::values).toArray(double[][]::new);
    requireRows(chosen.size() + 1);
    try {
      return Dataset.of(chosen, x, target, y);
    } catch (OutOfMemoryError e) {
      throw tooLarge(x.length + 1, e);
    }
  }

  private DataException tooLarge(int chosen, OutOfMemoryError failure) {
    String subject = String.format(Locale.ROOT, "%s, %,d rows of %d columns,", name, rows, chosen);
    return DataException.content(
        HostMemory.tooLittle(subject, HostMemory.ofFit((double) rows * chosen)), failure);
  }

  private List<String> others(String target) {
    List<String> names = new ArrayList<>(columns());
    names.removeAll(numberlessColumns());
    names.remove(target);
    if (names.isEmpty()) {
      throw DataException.content(
          name
              + " has no numeric column beside the target '"
              + target
              + "'. "
              + SeparatorHint.forColumn(target, columns())
                  .orElse(
                      columns.size() == 1
                          ? "Add one, or say which sign separates the fields (--separator)."
                          : "Add one."));
    }
    return names;
  }

  private double[] values(String column) {
    Column found = find(column);
    found
        .fault()
        .ifPresent(
            fault -> {
              throw fault.in(name, column);
            });
    return found.values();
  }

  private Column find(String column) {
    return columns.stream()
        .filter(candidate -> candidate.name().equals(column))
        .findFirst()
        .orElseThrow(() -> unknown(name, column, columns()));
  }

  static DataException unknown(String table, String column, List<String> names) {
    String missing = table + " has no column '" + column + "'";
    return DataException.choice(
        SeparatorHint.forColumn(column, names)
            .map(
                hint ->
                    missing + ", only " + Fault.shortened(ColumnNames.list(names)) + ". " + hint)
            .orElseGet(() -> missing + ". " + advice(column, names) + headerHint(names)));
  }

  private static String advice(String column, List<String> names) {
    return NearestName.to(column, names)
        .map(nearest -> "Did you mean '" + nearest + "'?")
        .orElseGet(
            () ->
                "Choose among "
                    + ColumnNames.list(names.stream().limit(NAMES_SHOWN).toList())
                    + (names.size() > NAMES_SHOWN ? ", ..." : "")
                    + ".");
  }

  private static String headerHint(List<String> names) {
    return names.stream().allMatch(Numeral::isDecimal)
        ? " Its first line looks like values: if it is no header, say so (--no-header)."
        : "";
  }

  private void requireRows(int coefficients) {
    if (rows < coefficients) {
      throw DataException.content(
          name
              + " has "
              + (rows == 1 ? "1 row" : rows + " rows")
              + ", fewer than the "
              + coefficients
              + " coefficients (intercept included). Add rows or drop features.");
    }
  }

  /** Takes rows of values, top to bottom, or some of their columns. */
  static final class Builder {
    private final String name;
    private final int[] places;
    private final List<Column.Builder> columns;
    private int rows;

    /**
     * @param columns the names of all columns
     * @param places which of them to take
     */
    Builder(String name, List<String> columns, int[] places) {
      this.name = name;
      this.places = places;
      this.columns = IntStream.of(places).mapToObj(columns::get).map(Column.Builder::new).toList();
    }

    void add(CsvRecord row) {
      for (int j = 0; j < places.length; j++) {
        columns.get(j).add(row.getField(places[j]), row.getStartingLineNumber());
      }
      rows++;
    }

    /** How many numbers are held so far. */
    long values() {
      return columns.stream().mapToLong(Column.Builder::values).sum();
    }

    Table build() {
      return new Table(name, columns.stream().map(Column.Builder::build).toList(), rows);
    }
  }
}
