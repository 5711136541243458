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
    for (int j = 0; j < features.length; j++) {
      System.arraycopy(features[j], 0, flat, j * samples(), samples());
    }
  }

  /** As {@link #copyColumns(double[])}, rounded to float32. */
  public void copyColumns(float[] flat) {
    for (int j = 0; j < features.length; j++) {
      round(features[j], flat, j * samples());
    }
  }

  /** Rounds values to float32. */
  public static void round(double[] from, float[] to) {
    round(from, to, 0);
  }

  private static void round(double[] from, float[] to, int offset) {
    for (int i = 0; i < from.length; i++) {
      to[offset + i] = (float) from[i];
    }
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
    long size = (long) samples() * featureCount();
    if (size > Integer.MAX_VALUE - 1024) {
      throw EngineException.failed(
          "The features are "
              + samples()
              + " x "
              + featureCount()
              + " values, more than one array holds (2^31). Fit fewer rows or features.",
          null);
    }
    return (int) size;
  }
}
