package regress.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table as it was read: named columns of n rows each, some of numbers, some perhaps of text.
 * Immutable. What is wrong inside a column matters only when the column is asked for.
 */
public final class Table {
  private final String name;
  private final List<Column> columns;
  private final int rows;
  private final boolean drops;

  /** Where a row stands, as messages say it. */
  private final IntFunction<String> places;

  Table(String name, List<Column> columns, int rows, boolean drops, IntFunction<String> places) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.drops = drops;
    this.places = places;
  }

  String place(int row) {
    return places.apply(row);
  }

  /**
   * This table, but a missing value is no error. A dataset leaves out the rows that lack a value of
   * a column that it uses, and counts them. A model predicts NaN for such rows, and is not
   * evaluated by them. A field is missing if it is empty, NA, N/A, NULL, ? or NaN.
   */
  public Table dropMissing() {
    return new Table(name, columns, rows, true, places);
  }

  /** Whether a missing value is no error. */
  public boolean dropsMissing() {
    return drops;
  }

  /** Some rows alone, by their places from 0 on. */
  public Table rows(int[] own) {
    List<Column> some = columns.stream().map(column -> column.of(own)).toList();
    return new Table(name, some, own.length, drops, row -> place(own[row]));
  }

  /** The places of the rows in which none of these columns lacks a value. */
  public int[] complete(List<String> used) {
    return kept(used).rows().orElseGet(() -> IntStream.range(0, rows).toArray());
  }

  /** How many rows lack a value of these columns, and of which. */
  public Missing missing(List<String> used) {
    return kept(used).missing();
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
    return numberless().map(Column::name).toList();
  }

  Stream<Column> numberless() {
    return columns.stream().filter(Column::numberless);
  }

  /**
   * A column's n finite values, a copy; NaN where one is missing, if that is no error.
   *
   * @throws DataException if there is no such column, or a field of it is no finite number
   */
  public double[] column(String column) {
    return values(column).clone();
  }

  /**
   * Reads a file, as {@link CsvFormat#detected} says.
   *
   * @throws DataException as {@link TableReader}
   */
  public static Table read(Path file) {
    return TableReader.read(file, CsvFormat.detected());
  }

  /**
   * The columns that hold text and no numbers, in the order of the file. Those that are named as
   * features are categories.
   */
  public List<String> textColumns() {
    return columns.stream().filter(Column::isText).map(Column::name).toList();
  }

  /** As {@link #dataset(String, List)}. */
  public Dataset dataset(String target, String... features) {
    return dataset(target, List.of(features));
  }

  /**
   * Which columns are features. Lists of names are as {@link ColumnNames#read} has them; a name
   * that no column has may be a glob: {@code x*}, {@code x?}, {@code [ab]*}. A glob stands for all
   * columns that it matches, but neither for the target nor for {@link #numberlessColumns()}.
   *
   * @param features the features; none: all other columns
   * @param categories features that are categories, even if they hold numbers; no globs
   * @param without columns that are not features, even if a glob matches them
   * @throws DataException if a column is not there or named twice, a glob matches none, or there is
   *     no feature
   */
  public Features features(
      String target, List<String> features, List<String> categories, List<String> without) {
    var columns = new LinkedHashSet<>(columns());
    return new Features.Among(
            name, columns, numberless().toList(), textColumns(), target, List.of())
        .of(features, categories, without);
  }

  /**
   * The columns to fit.
   *
   * @param target the target's name
   * @param features the features' names; none: every other column but {@link #numberlessColumns()};
   *     those of text are categories
   * @throws DataException if a column is not there, named twice or not numeric in every row, or the
   *     table has fewer rows than the fit has coefficients
   */
  public Dataset dataset(String target, List<String> features) {
    List<String> texts = new ArrayList<>(features);
    texts.retainAll(textColumns());
    return dataset(target, features, texts);
  }

  /**
   * The columns to fit.
   *
   * @param features the names of features; none: every other column but {@link
   *     #numberlessColumns()}; categories need not be among them
   * @param categories columns that are each a {@link Category} of their values, whatever those are;
   *     all others are of numbers
   * @throws DataException likewise, or if a category has too many levels
   */
  public Dataset dataset(String target, List<String> features, List<String> categories) {
    List<String> chosen = new ArrayList<>(features);
    if (features.isEmpty()) {
      chosen.addAll(features(target, features, categories, List.of()).all());
    }
    categories.stream().filter(one -> !chosen.contains(one)).forEach(chosen::add);
    Checks.requireNames(chosen, chosen.size(), target);
    Kept kept = drops ? kept(target, chosen) : Kept.ALL;
    // Not copied where all are kept: a large table would not fit twice.
    double[] y = find(target, kept).numbers(name, drops);
    Map<String, Coded> words = new LinkedHashMap<>();
    List<Category> made = new ArrayList<>();
    for (String column : chosen) {
      if (categories.contains(column)) {
        Coded own = find(column, kept).words(name, drops);
        words.put(column, own);
        made.add(own.category(name, column));
      } else {
        find(column).numbers(name, drops);
      }
    }
    var terms = new Terms(chosen, 1, false, made);
    Checks.requireRows(name, kept, rows, terms.count() + 1, made);
    List<double[]> x = new ArrayList<>();
    for (String column : chosen) {
      Optional<Category> own = terms.category(column);
      x.addAll(
          own.isPresent()
              ? List.of(words.get(column).features(own.get(), this::place, false))
              : List.of(find(column, kept).numbers(name, drops)));
    }
    double[][] bases = x.toArray(double[][]::new);
    var dataset = new Dataset(name, kept, terms, bases, target, y);
    return made.isEmpty() ? dataset : dataset.with(terms); // Levels may have the names of columns.
  }

  /** A column's rows that are left. */
  private Column find(String column, Kept kept) {
    return kept.rows().map(find(column)::of).orElseGet(() -> find(column));
  }

  /**
   * A category's features, n values each: 1 in rows of their level, 0 in others, and NaN where the
   * value is missing, if that is no error.
   *
   * @param unseenIsBase whether a level that the category has not counts as its base level
   * @throws DataException if a level is not there that does not, or a value is missing
   */
  public double[][] features(Category category, boolean unseenIsBase) {
    return find(category.column()).words(name, drops).features(category, this::place, unseenIsBase);
  }

  /** Throws where no row is left. */
  private Kept kept(String target, List<String> features) {
    List<String> used = new ArrayList<>(List.of(target));
    used.addAll(features);
    Kept kept = kept(used);
    if (kept.count(rows) == 0) {
      Checks.requireRows(name, kept, rows, features.size() + 1);
    }
    return kept;
  }

  private Kept kept(List<String> used) {
    return Kept.of(used.stream().map(this::find).toList(), rows);
  }

  private double[] values(String column) {
    return find(column).numbers(name, drops);
  }

  private Column find(String column) {
    return columns.stream()
        .filter(candidate -> candidate.name().equals(column))
        .findFirst()
        .orElseThrow(() -> UnknownColumn.of(name, column, columns()));
  }
}
