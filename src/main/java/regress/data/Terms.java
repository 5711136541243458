package regress.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a model is linear in: columns, their powers and products of two of them. The features are
 * the columns, then the squares of all of them, then the cubes and so on, then the products.
 *
 * <p>Products are never rounded to float64: they are made while rows are read, as pairs of what
 * they are rounded to and what the rounding left.
 *
 * @param columns names of the columns that the features are made of
 * @param degree the highest power of each, called {@code x^2}, {@code x^3}; 1 to 100
 * @param interactions whether there are products of all pairs of columns, called {@code a:b}
 */
public record Terms(List<String> columns, int degree, boolean interactions) {
  private static final int MOST = 100;

  /** Sizes between which products have room for what rounding leaves, and for their sums. */
  private static final double LEAST_SIZE = 0x1p-900;

  private static final double MOST_SIZE = 0x1p1000;

  private static final int WINDOW = 256;

  public Terms {
    columns = List.copyOf(columns);
    if (degree < 1 || degree > MOST) {
      throw DataException.choice(
          "A degree is a number from 1 to %s, and not %s. Choose another.".formatted(MOST, degree));
    }
  }

  /** Columns as they are. */
  public static Terms of(List<String> columns) {
    return new Terms(columns, 1, false);
  }

  /** Whether there are any features but the columns. */
  public boolean areMade() {
    return count() > columns.size();
  }

  /** p, the number of features. */
  public long count() {
    long own = columns.size();
    return own * degree + (interactions ? own * (own - 1) / 2 : 0);
  }

  /** The p features' names. */
  public List<String> names() {
    if (!areMade()) {
      return columns;
    }
    List<String> names = new ArrayList<>();
    for (int[] product : factors()) {
      String first = columns.get(product[0]);
      boolean isPower = product[0] == product[product.length - 1];
      names.add(
          product.length == 1
              ? first
              : isPower ? first + "^" + product.length : first + ":" + columns.get(product[1]));
    }
    return List.copyOf(names);
  }

  /** By feature, the columns that it is the product of, each as often as it is a factor. */
  public int[][] factors() {
    List<int[]> factors = new ArrayList<>();
    for (int power = 1; power <= degree; power++) {
      for (int j = 0; j < columns.size(); j++) {
        int[] product = new int[power];
        Arrays.fill(product, j);
        factors.add(product);
      }
    }
    for (int a = 0; interactions && a < columns.size(); a++) {
      for (int b = a + 1; b < columns.size(); b++) {
        factors.add(new int[] {a, b});
      }
    }
    return factors.toArray(int[][]::new);
  }

  /**
   * Makes a window of features.
   *
   * @param from the columns
   * @param first the window's first row
   * @param rows the window's number of rows
   * @param high p arrays of at least {@code rows} values; receives what features are rounded to
   * @param low p arrays likewise; receives what the rounding left
   */
  public void read(double[][] from, int first, int rows, double[][] high, double[][] low) {
    int own = columns.size();
    for (int j = 0; j < own; j++) {
      System.arraycopy(from[j], first, high[j], 0, rows);
      Arrays.fill(low[j], 0, rows, 0);
    }
    int next = own;
    for (; next < own * degree; next++) {
      int lower = next - own;
      multiply(rows, high[lower], low[lower], high[next % own], high[next], low[next]);
    }
    for (int a = 0; interactions && a < own; a++) {
      for (int b = a + 1; b < own; b++, next++) {
        multiply(rows, high[a], low[a], high[b], high[next], low[next]);
      }
    }
  }

  /**
   * A pair times x (Dekker, Numerische Mathematik 18, 1971), which is exact for a low part of 0.
   */
  private static void multiply(
      int rows, double[] a, double[] aLow, double[] x, double[] high, double[] low) {
    for (int i = 0; i < rows; i++) {
      double product = a[i] * x[i];
      double rest = Math.fma(a[i], x[i], -product) + aLow[i] * x[i];
      high[i] = product + rest;
      low[i] = rest - (high[i] - product);
    }
  }

  /** Refuses columns of which a product is too large or too small for float64. */
  void requireRange(String table, double[][] from) {
    int[][] factors = factors();
    int n = from[0].length;
    double[][] high = new double[factors.length][WINDOW];
    double[][] low = new double[factors.length][WINDOW];
    double[] most = new double[factors.length];
    int[] tiny = new int[factors.length];
    for (int first = 0; first < n; first += WINDOW) {
      int rows = Math.min(WINDOW, n - first);
      read(from, first, rows, high, low);
      for (int j = columns.size(); j < factors.length; j++) {
        for (int i = 0; i < rows; i++) {
          double size = Math.abs(high[j][i]);
          int row = first + i;
          if (!(size <= MOST_SIZE)) {
            throw outOfRange(table, j, "large", from, row);
          }
          if (size < LEAST_SIZE && Arrays.stream(factors[j]).noneMatch(k -> from[k][row] == 0)) {
            tiny[j] = row + 1;
          }
          most[j] = Math.max(most[j], size);
        }
      }
    }
    for (int j = columns.size(); j < factors.length; j++) {
      if (most[j] < LEAST_SIZE && tiny[j] > 0) {
        throw outOfRange(table, j, "small", from, tiny[j] - 1);
      }
    }
  }

  private DataException outOfRange(
      String table, int feature, String size, double[][] from, int row) {
    int column = factors()[feature][0];
    String name = columns.get(column);
    return DataException.content(
        "%s: term '%s' is too %s for float64 in row %s, where '%s' is %s. Divide '%s' by a power of ten, or leave the term out."
            .formatted(table, names().get(feature), size, row + 1, name, from[column][row], name));
  }
}
