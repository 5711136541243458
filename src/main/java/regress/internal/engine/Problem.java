package regress.internal.engine;

import regress.data.Rows;
import regress.internal.crew.HostCrew;

/**
 * The numbers of one fitting problem, as every engine reads them. Engines may keep a problem's data
 * on a device for as long as the same rows come back in the same map.
 *
 * @param rows p features and the target
 * @param map in which an engine has them
 * @param intercept whether there is a constant term; gradient descent always has one
 */
public record Problem(Rows rows, AffineMap map, boolean intercept) {
  /** Values of a window, which the first cache holds. */
  private static final int WINDOW_VALUES = 1 << 12;

  /** Takes mapped rows, in any order. */
  public interface Windows {
    /**
     * @param from the window's first row, counted from the first row that was asked for
     * @param columns p + 1 columns of {@code rows} values, good until this returns
     */
    void take(int from, int rows, double[][] columns);
  }

  /** With an intercept. */
  public Problem(Rows rows, AffineMap map) {
    this(rows, map, true);
  }

  /** n, the number of rows. */
  public int samples() {
    return Math.toIntExact(rows.count());
  }

  /** p, the number of features; a model has p + 1 parameters, whether or not the first is 0. */
  public int featureCount() {
    return rows.columns() - 1;
  }

  /** The same rows in another map. */
  public Problem in(AffineMap other) {
    return new Problem(rows, other, intercept);
  }

  /** Copies a window of mapped rows into p + 1 columns. */
  public void read(int first, int count, double[][] columns) {
    double[][] low = rows.hasPairs() ? new double[rows.columns()][count] : null;
    rows.read(first, count, columns, low);
    for (int column = 0; column < columns.length; column++) {
      map.apply(column, count, columns[column], low == null ? null : low[column]);
    }
  }

  /** Hands over mapped rows in windows, by several threads where that is worthwhile. */
  public void read(int first, int count, Windows windows) {
    int most = Math.clamp(WINDOW_VALUES / rows.columns(), 16, Math.max(16, count));
    HostCrew.stretches(
        (count - 1) / most + 1,
        (long) count * rows.columns(),
        (begin, end) -> {
          double[][] columns = new double[rows.columns()][most];
          for (int from = begin * most; from < Math.min(end * most, count); from += most) {
            int some = Math.min(most, count - from);
            read(first + from, some, columns);
            windows.take(from, some, columns);
          }
        });
  }

  /** All p + 1 columns, mapped. */
  public double[][] columns() {
    double[][] columns = new double[rows.columns()][samples()];
    read(0, samples(), columns);
    return columns;
  }

  /** Writes rows in float32, features column after column, {@code rows} values each. */
  public void copy(int first, int rows, float[] x, float[] y) {
    read(
        first,
        rows,
        (from, some, columns) -> {
          for (int j = 0; j < featureCount(); j++) {
            round(columns[j], 0, some, x, j * rows + from);
          }
          round(columns[featureCount()], 0, some, y, from);
        });
  }

  /** As {@link #copy(int, int, float[], float[])}, in float64. */
  public void copy(int first, int rows, double[] x, double[] y) {
    read(
        first,
        rows,
        (from, some, columns) -> {
          for (int j = 0; j < featureCount(); j++) {
            round(columns[j], 0, some, x, j * rows + from);
          }
          round(columns[featureCount()], 0, some, y, from);
        });
  }

  /** Rounds values to float32. */
  public static void round(double[] from, float[] to) {
    round(from, 0, from.length, to, 0);
  }

  /** Rounds so many values from {@code first} on to float32. */
  public static void round(double[] from, int first, int count, float[] to, int offset) {
    for (int i = 0; i < count; i++) {
      to[offset + i] = (float) from[first + i];
    }
  }

  /** As {@link #round(double[], float[])}, for float64: what it holds already. */
  public static void round(double[] from, double[] to) {
    round(from, 0, from.length, to, 0);
  }

  /** As {@link #round(double[], int, int, float[], int)}, for float64. */
  public static void round(double[] from, int first, int count, double[] to, int offset) {
    System.arraycopy(from, first, to, offset, count);
  }

  /** A copy, rounded to float32. */
  public static float[] float32(double[] values) {
    float[] rounded = new float[values.length];
    round(values, rounded);
    return rounded;
  }

  /** As {@link #float32}, for float64: the very values. */
  public static double[] float64(double[] values) {
    return values;
  }

  /** A copy in float64. */
  public static double[] toDoubles(double[] values) {
    return values.clone();
  }

  /** A copy in float64. */
  public static double[] toDoubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
