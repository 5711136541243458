package regress.internal.optimizer;

import java.util.Arrays;

/**
 * The factor of a matrix of moments in pairs, G = L L', without the columns that earlier ones say.
 *
 * <pre>
 *   l_jk = (G_jk - sum_{i<k} l_ji l_ki) / l_kk        d_j = G_jj - sum_{k<j} l_jk^2 = l_jj^2
 * </pre>
 *
 * <p>Column j is left out, and its coefficient is 0, where the part of it that is not sum of c_k
 * z_k, which is d_j, is nothing but rounding: of the moments, or of the columns themselves.
 *
 * @param rows of L, down to the diagonal; null where a column is left out
 * @param combinations c of columns that are left out; null for all others
 */
record Cholesky(Pairs[] rows, Pair[][] combinations) {
  /** Sums of products in pairs are that good. */
  private static final double OF_MOMENTS = 0x1p-98;

  /** Roundings of columns, in standard deviations, that a column must differ by from all others. */
  private static final double OF_COLUMNS = 8;

  /**
   * Of the first rows and columns of a square, from whose diagonal on it is read.
   *
   * @param rounding of each column, as {@link InputRounding} has it
   */
  static Cholesky of(Pairs[] square, int size, double[] rounding) {
    var factor = new Cholesky(new Pairs[size], new Pair[size][]);
    for (int j = 0; j < size; j++) {
      factor.add(j, square, rounding);
    }
    return factor;
  }

  private void add(int j, Pairs[] square, double[] rounding) {
    Pairs row = Pairs.of(j + 1);
    for (int k = 0; k < j; k++) {
      if (isKept(k)) {
        row.set(k, square[k].get(j).minus(row.dot(rows[k], 0, k)).over(diagonal(k)));
      }
    }
    Pair own = square[j].get(j);
    Pair pivot = own.minus(row.dot(row, 0, j));
    double n = square[0].high()[0];
    if (isNew(j, pivot.value() / n, own.value() / n, row, rounding)) {
      row.set(j, pivot.root());
      rows[j] = row;
    } else {
      combinations[j] = backward(row, j);
    }
  }

  private boolean isNew(int j, double pivot, double own, Pairs row, double[] rounding) {
    double[] c = row.high().clone();
    double sizes = 1;
    double square = rounding[j] * rounding[j];
    for (int i = j - 1; i >= 0; i--) {
      if (isKept(i)) {
        double[] l = rows[i].high();
        c[i] /= l[i];
        for (int k = 0; k < i; k++) {
          c[k] -= l[k] * c[i];
        }
        sizes += Math.abs(c[i]);
        square += c[i] * c[i] * rounding[i] * rounding[i];
      }
    }
    return pivot > OF_MOMENTS * own * sizes * sizes && pivot >= OF_COLUMNS * OF_COLUMNS * square;
  }

  int size() {
    return rows.length;
  }

  boolean isKept(int j) {
    return rows[j] != null;
  }

  /** Number of columns that are kept. */
  int rank() {
    int rank = 0;
    for (Pairs row : rows) {
      rank += row == null ? 0 : 1;
    }
    return rank;
  }

  private Pair diagonal(int j) {
    return rows[j].get(j);
  }

  /** y of L y = c; 0 where a column is left out. */
  Pairs forward(Pair[] c) {
    return forward(c, 0);
  }

  /** Column j of the inverse of L. */
  Pairs inverse(int j) {
    Pair[] unit = new Pair[size()];
    Arrays.fill(unit, Pair.ZERO);
    unit[j] = Pair.of(1);
    return forward(unit, j);
  }

  /** As {@link #forward(Pair[])}, where c is 0 before its first. */
  private Pairs forward(Pair[] c, int first) {
    Pairs y = Pairs.of(size());
    for (int j = first; j < size(); j++) {
      if (isKept(j)) {
        y.set(j, c[j].minus(rows[j].dot(y, first, j)).over(diagonal(j)));
      }
    }
    return y;
  }

  /**
   * The squares of y of L y = c in plain doubles; y takes the place of c, which is 0 before its
   * first.
   */
  double forward(double[] c, int first) {
    double squares = 0;
    for (int j = first; j < size(); j++) {
      double sum = c[j];
      for (int k = first; k < j && isKept(j); k++) {
        sum -= rows[j].high()[k] * c[k];
      }
      c[j] = isKept(j) ? sum / rows[j].high()[j] : 0;
      squares += c[j] * c[j];
    }
    return squares;
  }

  /** x of L' x = y, of the first columns; 0 where a column is left out. */
  Pair[] backward(Pairs y, int length) {
    Pair[] x = new Pair[length];
    for (int j = 0; j < length; j++) {
      x[j] = y.get(j);
    }
    for (int j = length - 1; j >= 0; j--) {
      if (isKept(j)) {
        x[j] = x[j].over(diagonal(j));
        for (int k = 0; k < j; k++) {
          x[k] = x[k].minus(rows[j].get(k).times(x[j]));
        }
      } else {
        x[j] = Pair.ZERO;
      }
    }
    return x;
  }
}
