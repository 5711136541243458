package regress.data;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What columns must be like to be fitted; what is wrong is thrown. */
final class Checks {
  private Checks() {}

  static void requireNames(List<String> names, int columns, String targetName) {
    if (names.isEmpty()) {
      throw DataException.choice("There is no feature column. Name at least one.");
    }
    if (names.size() != columns) {
      throw DataException.choice(
          names.size() + " names were given for " + columns + " columns. Give one name a column.");
    }
    var seen = new HashSet<String>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw DataException.choice("Feature '" + name + "' appears twice. Name each column once.");
      }
    }
    if (seen.contains(targetName)) {
      throw DataException.choice(
          "Target '" + targetName + "' is among the features. Leave it out of them.");
    }
  }

  static void requireRows(String name, Kept kept, int all, long coefficients) {
    requireRows(name, kept, all, coefficients, List.of());
  }

  /** Throws where fewer rows are left than there are coefficients. */
  static void requireRows(
      String name, Kept kept, int all, long coefficients, List<Category> categories) {
    int rows = kept.count(all);
    if (rows < coefficients) {
      String left = kept == Kept.ALL ? "" : " left (" + kept.missing().sentence() + ")";
      String levels =
          categories.stream()
              .map(Category::whole)
              .map(
                  one -> " Column '%s' has %s levels.".formatted(one.column(), one.levels().size()))
              .collect(Collectors.joining());
      throw DataException.content(
          ("%s has %s %s%s, fewer than the %s coefficients (intercept included).%s"
                  + " Add rows or drop features.")
              .formatted(name, rows, rows == 1 ? "row" : "rows", left, coefficients, levels));
    }
  }

  static void requireLength(String name, double[] column, int length) {
    if (column.length != length) {
      throw DataException.content(
          "Column '%s' has %s values where the target has %s. Give every column one value a row."
              .formatted(name, column.length, length));
    }
  }

  static void requireFinite(String name, double[] column) {
    for (int row = 0; row < column.length; row++) {
      if (!Double.isFinite(column[row])) {
        throw DataException.content(
            "Input contains %s at row %s, column '%s'. Drop or impute the row."
                .formatted(column[row], row + 1, name));
      }
    }
  }
}
