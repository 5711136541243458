package regress.data;

import java.util.stream.IntStream;

/**
 * The rows of one problem, read in windows: n rows of p feature columns and, last, the target.
 *
 * <p>A column that was made from others, such as a square, comes as pairs: what it was rounded to,
 * and what the rounding left. Immutable, and safe to read from several threads.
 */
public interface Rows {
  /** n, the number of rows. */
  long count();

  /** p + 1 columns: the features, then the target. */
  int columns();

  /** n (p + 1), the number of values. */
  default long values() {
    return count() * columns();
  }

  /** The rows of the columns that features are made of, and the same target. */
  default Rows base() {
    return this;
  }

  /**
   * By feature, the columns of {@link #base} that it is the product of, each as often as it is a
   * factor. The first features are those columns themselves.
   */
  default int[][] factors() {
    return IntStream.range(0, columns() - 1).mapToObj(j -> new int[] {j}).toArray(int[][]::new);
  }

  /** Whether any column comes as pairs. */
  default boolean hasPairs() {
    return base() != this;
  }

  /** Where the values of each column lie: one pass over the rows, if nobody made it before. */
  default Spread spread() {
    return Spread.of(this);
  }

  /**
   * Copies a window of rows.
   *
   * @param first the window's first row
   * @param rows the window's number of rows
   * @param high p + 1 arrays of at least {@code rows} values; receives the values
   * @param low p + 1 arrays likewise; receives what remains of values that are pairs, and of all
   *     columns where one has pairs, else nothing
   */
  void read(long first, int rows, double[][] high, double[][] low);

  /** Values of each column in so many rows that are spread over all of them. */
  default double[][] sample(int some) {
    double[][] sample = new double[columns()][some];
    double[][] one = new double[columns()][1];
    double[][] low = new double[columns()][1];
    for (int k = 0; k < some; k++) {
      read(count() * k / some, 1, one, low);
      for (int j = 0; j < sample.length; j++) {
        sample[j][k] = one[j][0];
      }
    }
    return sample;
  }

  /** Of p feature columns and a target of n values, which are read when the rows are. */
  static Rows of(double[][] features, double[] target) {
    record Columns(double[][] features, double[] target) implements Rows {
      @Override
      public long count() {
        return target.length;
      }

      @Override
      public int columns() {
        return features.length + 1;
      }

      @Override
      public double[][] sample(int some) {
        double[][] sample = new double[columns()][some];
        for (int k = 0; k < some; k++) {
          int row = (int) (count() * k / some);
          for (int j = 0; j < features.length; j++) {
            sample[j][k] = features[j][row];
          }
          sample[features.length][k] = target[row];
        }
        return sample;
      }

      @Override
      public void read(long first, int rows, double[][] high, double[][] low) {
        for (int j = 0; j <= features.length; j++) {
          double[] column = j < features.length ? features[j] : target;
          System.arraycopy(column, Math.toIntExact(first), high[j], 0, rows);
        }
      }
    }
    return new Columns(features, target);
  }
}
