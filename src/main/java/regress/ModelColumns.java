package regress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import regress.data.Category;
import regress.data.ColumnNames;
import regress.data.DataException;
import regress.data.Table;
import regress.data.Terms;

/**
 * Finds the columns that a model's terms are made of: in a table, in a row by names, in arrays.
 *
 * @param needed which of the terms' bases; zeros stand for the others
 * @param unseenIsBase whether a level that the fit has not seen counts as the base level
 */
record ModelColumns(Terms terms, boolean[] needed, boolean unseenIsBase) {
  /** The columns of which some base is needed. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    int next = 0;
    for (String column : terms.columns()) {
      int end = next + features(column);
      if (isNeeded(next, end)) {
        columns.add(column);
      }
      next = end;
    }
    return columns;
  }

  private int features(String column) {
    return terms.category(column).map(category -> category.levels().size()).orElse(1);
  }

  private boolean isNeeded(int from, int end) {
    return IntStream.range(from, end).anyMatch(j -> needed[j]);
  }

  static int rows(double[][] columns) {
    return columns.length == 0 ? 0 : columns[0].length;
  }

  double[][] of(double[] row) {
    int expected = needed.length;
    if (row.length != expected) {
      throw DataException.choice(
          "The row has %s values and the model %s %s. Give one value a column."
              .formatted(row.length, expected, expected == 1 ? "column" : "columns"));
    }
    return Arrays.stream(row).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }

  /** A row by the names of its columns. */
  double[][] of(Map<String, ?> row) {
    columns().stream()
        .filter(column -> !row.containsKey(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw notThere(column, row.keySet());
            });
    Map<String, double[]> values = new LinkedHashMap<>();
    row.forEach(
        (column, value) ->
            terms
                .category(column)
                .ifPresentOrElse(
                    category -> put(category, value, values),
                    () -> values.put(column, new double[] {number(column, value)})));
    return of(1, List.copyOf(values.keySet()), values.values().toArray(double[][]::new));
  }

  private void put(Category category, Object value, Map<String, double[]> values) {
    double other = value == null ? Double.NaN : 0;
    category.names().forEach(name -> values.put(name, new double[] {other}));
    int place = value == null ? -1 : category.place(value, "The row", unseenIsBase);
    if (place >= 0) {
      values.put(category.names().get(place), new double[] {1});
    }
  }

  private static double number(String column, Object value) {
    if (value == null || value instanceof Number) {
      return value == null ? Double.NaN : ((Number) value).doubleValue();
    }
    throw DataException.content(
        "The row, column '%s': '%s' is not a number. Give one.".formatted(column, value));
  }

  double[][] of(Table data) {
    double[] unused = new double[data.rows()];
    List<double[]> base = new ArrayList<>();
    for (String column : terms.columns()) {
      int features = features(column);
      if (!isNeeded(base.size(), base.size() + features)) {
        base.addAll(Collections.nCopies(features, unused));
      } else {
        terms
            .category(column)
            .ifPresentOrElse(
                own -> base.addAll(List.of(data.features(own, unseenIsBase))),
                () -> base.add(data.column(column)));
      }
    }
    return base.toArray(double[][]::new);
  }

  double[][] of(int n, List<String> names, double[][] columns) {
    double[] unused = new double[n];
    List<String> bases = terms.bases();
    double[][] base = new double[needed.length][];
    for (int j = 0; j < base.length; j++) {
      int index = names.indexOf(bases.get(j));
      if (index < 0 && needed[j]) {
        throw notThere(bases.get(j), names);
      }
      base[j] = needed[j] ? columns[index] : unused;
      if (base[j].length != unused.length) {
        throw DataException.content(
            "Column '%s' has %s values and another %s. Give every column one value a row."
                .formatted(bases.get(j), base[j].length, unused.length));
      }
    }
    return base;
  }

  private static DataException notThere(String column, Collection<String> names) {
    return DataException.choice(
        "The data have no column '%s', which the model needs. They have %s. Add it."
            .formatted(column, ColumnNames.list(names)));
  }

  void requireFinite(double[] y, double[][] base) {
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; !Double.isFinite(y[i]) && j < base.length; j++) {
        if (!Double.isFinite(base[j][i])) {
          throw DataException.content(
              "Input contains %s at row %s, column '%s'. Drop or impute the row."
                  .formatted(base[j][i], i + 1, terms.bases().get(j)));
        }
      }
    }
  }
}
