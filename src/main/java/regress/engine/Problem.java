package regress.engine;

/**
 * The numbers of one fitting problem, as every engine reads them. Immutable by agreement: engines
 * never write to the arrays, and may keep a problem's data on a device for as long as the same
 * object comes back.
 *
 * @param features p columns of n values
 * @param target n values
 */
public record Problem(double[][] features, double[] target) {

  /** n, the number of rows. */
  public int samples() {
    return target.length;
  }

  /** p, the number of feature columns; a model has p + 1 parameters. */
  public int featureCount() {
    return features.length;
  }

  /** Writes the features column after column, the layout that kernels read, into n p values. */
  public void copyColumns(double[] flat) {
    copyColumns(0, samples(), flat);
  }

  /** As {@link #copyColumns(double[])}, rounded to float32. */
  public void copyColumns(float[] flat) {
    copyColumns(0, samples(), flat);
  }

  /** Writes so many rows from {@code first} on, column after column, into rows p values. */
  public void copyColumns(int first, int rows, double[] flat) {
    for (int j = 0; j < features.length; j++) {
      System.arraycopy(features[j], first, flat, j * rows, rows);
    }
  }

  /** As {@link #copyColumns(int, int, double[])}, rounded to float32. */
  public void copyColumns(int first, int rows, float[] flat) {
    for (int j = 0; j < features.length; j++) {
      round(features[j], first, rows, flat, j * rows);
    }
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

  /**
   * n p, the number of feature values, which kernels read from one array.
   *
   * @throws EngineException if they do not fit into one
   */
  public int size() {
    return ArraySize.of(samples(), featureCount());
  }
}
