package regress.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model is linear in: columns, their powers and products of two of them. The features are
 * the columns, then the squares of all of them, then the cubes and so on, then the products. A
 * {@link Category} stands for its own features: they have no powers, which would be themselves, and
 * no products with one another, which would be 0.
 *
 * <p>Products are never rounded to float64: they are made while rows are read, as pairs of what
 * they are rounded to and what the rounding left.
 *
 * @param columns names of the columns that the features are made of
 * @param degree the highest power of each, called {@code x^2}, {@code x^3}; 1 to 100
 * @param interactions whether there are products of all pairs of columns, called {@code a:b}
 * @param categories which of the columns are no numbers
 */
public record Terms(
    List<String> columns, int degree, boolean interactions, List<Category> categories) {
  private static final int MOST = 100;

  public Terms {
    columns = List.copyOf(columns);
    categories = List.copyOf(categories);
    for (Category category : categories) {
      if (Collections.frequency(columns, category.column()) != 1 || category.levels().isEmpty()) {
        throw DataException.choice(
            "Category '%s' has no level, or is not one of the columns. Name each once."
                .formatted(category.column()));
      }
    }
    if (degree < 1 || degree > MOST) {
      throw DataException.choice(
          "A degree is a number from 1 to %s, and not %s. Choose another.".formatted(MOST, degree));
    }
  }

  /** Of numbers alone. */
  public Terms(List<String> columns, int degree, boolean interactions) {
    this(columns, degree, interactions, List.of());
  }

  /** Columns as they are. */
  public static Terms of(List<String> columns) {
    return new Terms(columns, 1, false);
  }

  /** Those of few columns without names, which many small tables share; made when one asks. */
  private static final class Unnamed {
    static final List<Terms> FEW = IntStream.rangeClosed(1, 16).mapToObj(Terms::named).toList();
  }

  /** Columns called {@code x1 ... xp}, or {@code x} for a single one. */
  static Terms unnamed(int p) {
    return p <= Unnamed.FEW.size() ? Unnamed.FEW.get(p - 1) : named(p);
  }

  private static Terms named(int p) {
    return of(p == 1 ? List.of("x") : IntStream.rangeClosed(1, p).mapToObj(j -> "x" + j).toList());
  }

  /** One for terms that differ in categories alone: it has those of all, with all their levels. */
  public static Terms ofAll(List<Terms> some) {
    Terms first = some.getFirst();
    List<Category> all = new ArrayList<>();
    for (String column : first.columns) {
      List<String> levels =
          some.stream()
              .flatMap(of -> of.category(column).stream())
              .flatMap(own -> own.whole().levels().stream())
              .distinct()
              .toList();
      if (!levels.isEmpty()) {
        all.add(Category.of(column, levels).whole());
      }
    }
    return new Terms(first.columns, first.degree, first.interactions, all);
  }

  /** The same columns with other powers and products. */
  public Terms with(int otherDegree, boolean otherInteractions) {
    return new Terms(columns, otherDegree, otherInteractions, categories);
  }

  /** The category that a column is; empty where it is of numbers. */
  public Optional<Category> category(String column) {
    return categories.stream().filter(one -> one.column().equals(column)).findFirst();
  }

  /** The columns, but for each category the names of its features. */
  public List<String> bases() {
    return categories.isEmpty()
        ? columns
        : columns.stream()
            .flatMap(name -> category(name).map(Category::names).orElse(List.of(name)).stream())
            .toList();
  }

  /** For each base, the place of its category; -1 for a column of numbers. */
  private int[] owners() {
    int[] owners = new int[(int) with(1, false).count()];
    Arrays.fill(owners, -1);
    int next = 0;
    for (int j = 0; j < columns.size() && !categories.isEmpty(); j++) {
      Optional<Category> own = category(columns.get(j));
      int end = next + own.map(category -> category.levels().size()).orElse(1);
      Arrays.fill(owners, next, end, own.map(categories::indexOf).orElse(-1));
      next = end;
    }
    return owners;
  }

  /** Whether there are any features but the bases. */
  public boolean areMade() {
    return degree > 1 && columns.size() > categories.size()
        || interactions && count() > with(1, false).count();
  }

  /** p, the number of features. */
  public long count() {
    long numbers = columns.size() - categories.size();
    long own = numbers;
    long alike = 0;
    for (Category category : categories) {
      long levels = category.levels().size();
      own += levels;
      alike += levels * (levels - 1);
    }
    return own + numbers * (degree - 1) + (interactions ? (own * (own - 1) - alike) / 2 : 0);
  }

  /** The p features' names. */
  public List<String> names() {
    List<String> bases = bases();
    if (!areMade()) {
      return bases;
    }
    List<String> names = new ArrayList<>();
    for (int[] product : factors()) {
      String first = bases.get(product[0]);
      boolean isPower = product[0] == product[product.length - 1];
      names.add(
          product.length == 1
              ? first
              : isPower ? first + "^" + product.length : first + ":" + bases.get(product[1]));
    }
    return List.copyOf(names);
  }

  /** By feature, the bases that it is the product of, each as often as it is a factor. */
  public int[][] factors() {
    int[] owners = owners();
    List<int[]> factors = new ArrayList<>();
    for (int power = 1; power <= degree; power++) {
      for (int j = 0; j < owners.length; j++) {
        if (power == 1 || owners[j] < 0) {
          int[] product = new int[power];
          Arrays.fill(product, j);
          factors.add(product);
        }
      }
    }
    for (int a = 0; interactions && a < owners.length; a++) {
      for (int b = a + 1; b < owners.length; b++) {
        if (mayMultiply(owners[a], owners[b])) {
          factors.add(new int[] {a, b});
        }
      }
    }
    return factors.toArray(int[][]::new);
  }

  private static boolean mayMultiply(int owner, int other) {
    return owner < 0 || owner != other;
  }

  /**
   * Makes a window of features.
   *
   * @param from the bases: columns, and the features of categories
   * @param first the window's first row
   * @param rows the window's number of rows
   * @param high p arrays of at least {@code rows} values; receives what features are rounded to
   * @param low p arrays likewise; receives what the rounding left
   */
  public void read(double[][] from, int first, int rows, double[][] high, double[][] low) {
    int[] owners = owners();
    int own = owners.length;
    for (int j = 0; j < own; j++) {
      System.arraycopy(from[j], first, high[j], 0, rows);
      Arrays.fill(low[j], 0, rows, 0);
    }
    int numbers = columns.size() - categories.size();
    int next = own;
    for (int power = 2; power <= degree; power++) {
      for (int j = 0; j < own; j++) {
        if (owners[j] < 0) {
          int lower = power == 2 ? j : next - numbers;
          multiply(rows, high[lower], low[lower], high[j], high[next], low[next]);
          next++;
        }
      }
    }
    for (int a = 0; interactions && a < own; a++) {
      for (int b = a + 1; b < own; b++) {
        if (mayMultiply(owners[a], owners[b])) {
          multiply(rows, high[a], low[a], high[b], high[next], low[next]);
          next++;
        }
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
}
