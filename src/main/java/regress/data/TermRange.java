package regress.data;

import java.util.Arrays;

/**
 * How large terms are that are made of the columns of a table.
 *
 * @param table its name in messages
 * @param from the bases: columns, and the features of categories
 * @param kept which of the table's rows they have
 */
record TermRange(String table, Terms terms, double[][] from, Kept kept) {
  /** Sizes between which products have room for what rounding leaves, and for their sums. */
  private static final double LEAST_SIZE = 0x1p-900;

  private static final double MOST_SIZE = 0x1p1000;

  private static final int WINDOW = 256;

  /** Refuses columns of which a product is too large or too small for float64. */
  void require() {
    int[][] factors = terms.factors();
    int own = from.length;
    int n = from[0].length;
    double[][] high = new double[factors.length][WINDOW];
    double[][] low = new double[factors.length][WINDOW];
    double[] most = new double[factors.length];
    int[] tiny = new int[factors.length];
    for (int first = 0; first < n; first += WINDOW) {
      int rows = Math.min(WINDOW, n - first);
      terms.read(from, first, rows, high, low);
      for (int j = own; j < factors.length; j++) {
        for (int i = 0; i < rows; i++) {
          double size = Math.abs(high[j][i]);
          int row = first + i;
          if (!(size <= MOST_SIZE)) {
            throw outOfRange(j, "large", row);
          }
          if (size < LEAST_SIZE && Arrays.stream(factors[j]).noneMatch(k -> from[k][row] == 0)) {
            tiny[j] = row + 1;
          }
          most[j] = Math.max(most[j], size);
        }
      }
    }
    for (int j = own; j < factors.length; j++) {
      if (most[j] < LEAST_SIZE && tiny[j] > 0) {
        throw outOfRange(j, "small", tiny[j] - 1);
      }
    }
  }

  private DataException outOfRange(int feature, String size, int row) {
    int column = terms.factors()[feature][0];
    String name = terms.bases().get(column);
    return DataException.content(
        "%s: term '%s' is too %s for float64 in row %s, where '%s' is %s. Divide '%s' by a power of ten, or leave the term out."
            .formatted(
                table,
                terms.names().get(feature),
                size,
                kept.row(row) + 1,
                name,
                from[column][row],
                name));
  }
}
