package regress;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import regress.data.ColumnNames;
import regress.data.DataException;
import regress.data.Table;
import regress.data.Terms;

/**
 * Finds the columns that a model's terms are made of, in whatever the data come.
 *
 * @param needed which of the columns; zeros stand for the others
 */
record ModelColumns(Terms terms, boolean[] needed) {
  static int rows(double[][] columns) {
    return columns.length == 0 ? 0 : columns[0].length;
  }

  double[][] of(double[] row) {
    int expected = terms.columns().size();
    if (row.length != expected) {
      throw DataException.choice(
          "The row has %s values and the model %s %s. Give one value a column."
              .formatted(row.length, expected, expected == 1 ? "column" : "columns"));
    }
    return Arrays.stream(row).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }

  static double[][] of(Map<String, Double> row) {
    return row.values().stream()
        .map(value -> new double[] {value == null ? Double.NaN : value})
        .toArray(double[][]::new);
  }

  double[][] of(Table data) {
    double[] unused = new double[data.rows()];
    double[][] base = new double[needed.length][];
    Arrays.setAll(base, j -> needed[j] ? data.column(terms.columns().get(j)) : unused);
    return base;
  }

  double[][] of(int n, List<String> names, double[][] columns) {
    double[] unused = new double[n];
    double[][] base = new double[needed.length][];
    for (int j = 0; j < base.length; j++) {
      int index = names.indexOf(terms.columns().get(j));
      if (index < 0 && needed[j]) {
        throw DataException.choice(
            "The data have no column '%s', which the model needs. They have %s. Add it."
                .formatted(terms.columns().get(j), ColumnNames.list(names)));
      }
      base[j] = needed[j] ? columns[index] : unused;
      if (base[j].length != unused.length) {
        throw DataException.content(
            "Column '%s' has %s values and another %s. Give every column one value a row."
                .formatted(terms.columns().get(j), base[j].length, unused.length));
      }
    }
    return base;
  }

  void requireFinite(double[] y, double[][] base) {
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; !Double.isFinite(y[i]) && j < base.length; j++) {
        if (!Double.isFinite(base[j][i])) {
          throw DataException.content(
              "Input contains %s at row %s, column '%s'. Drop or impute the row."
                  .formatted(base[j][i], i + 1, terms.columns().get(j)));
        }
      }
    }
  }
}
