package regress.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

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
   * Reads a file, whose separator and encoding are found out.
   *
   * @throws DataException as {@link TableReader}
   */
  public static Table read(Path file) {
    return TableReader.read(file, CsvFormat.detected());
  }

  /** As {@link #dataset(String, List)}. */
  public Dataset dataset(String target, String... features) {
    return dataset(target, List.of(features));
  }

  /**
   * Which columns are features. Lists of names are as {@link ColumnNames#read} has them; a name
   * that no column has may be a glob: {@code x*}, {@code x?}, {@code [ab]*}. One stands for all
   * columns that it matches but the target and {@link #numberlessColumns()}.
   *
   * @param features the features; none: all other columns
   * @param without columns that are not, whatever globs say
   * @throws DataException if a column is not there or named twice, a glob matches none, or there is
   *     no feature
   */
  public Features features(String target, List<String> features, List<String> without) {
    var columns = new LinkedHashSet<>(columns());
    return new Features.Among(name, columns, numberlessColumns(), target, List.of())
        .of(features, without);
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
    List<String> chosen =
        features.isEmpty() ? features(target, features, List.of()).all() : features;
    Dataset.requireNames(chosen, chosen.size(), target);
    double[] y = values(target);
    double[][] x = chosen.stream().map(this::values).toArray(double[][]::new);
    Dataset.requireRows(name, rows, chosen.size() + 1);
    // Not copied: a large table would not fit twice.
    return new Dataset(name, Terms.of(chosen), x, target, y);
  }

  private double[] values(String column) {
    Column found =
        columns.stream()
            .filter(candidate -> candidate.name().equals(column))
            .findFirst()
            .orElseThrow(() -> unknown(name, column, columns()));
    found
        .fault()
        .ifPresent(
            fault -> {
              throw fault.in(name, column);
            });
    return found.values();
  }

  static DataException unknown(String table, String column, List<String> names) {
    Optional<String> hint = SeparatorHint.forColumn(column, names);
    String only = ", only " + Fault.shortened(ColumnNames.list(names));
    return DataException.choice(
        "%s has no column '%s'%s. %s"
            .formatted(
                table, column, hint.isPresent() ? only : "", hint.orElse(advice(column, names))));
  }

  static String advice(String column, List<String> names) {
    String some = ColumnNames.list(names.stream().limit(NAMES_SHOWN).toList());
    String among = "Choose among " + some + (names.size() > NAMES_SHOWN ? ", ..." : "") + ".";
    String header = " Its first line looks like values: if it is no header, say so (--no-header).";
    return NearestName.to(column, names)
            .map(nearest -> "Did you mean '" + nearest + "'?")
            .orElse(among)
        + (names.stream().allMatch(Numeral::isDecimal) ? header : "");
  }

  /**
   * Takes rows of values, top to bottom. They lie side by side until they make a block, and then
   * column by column: a table may be taken apart into many thousands, whose rows come in any order.
   */
  static final class Builder {
    private static final int FIRST_CAPACITY = 8;

    /** So that a long column is copied once, and takes little more than its values. */
    private static final int BLOCK = 1 << 16;

    private final String name;
    private final List<Column.Builder> columns;
    private final int width;
    private double[] open;
    private int held;
    private int rows;

    Builder(String name, List<String> columns) {
      this.name = name;
      this.columns = columns.stream().map(Column.Builder::new).toList();
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
        open[held * width + j] = value;
        if (Double.isNaN(value)) {
          columns.get(j).note(texts.next(), line);
        }
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
}
