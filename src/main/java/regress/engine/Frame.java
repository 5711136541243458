package regress.engine;

/**
 * The change of variables, column by column, in which a problem's moments are taken: z = (value -
 * offset) / scale. The offset is the mean, so that centring the moments cancels nothing; the scale
 * is the power of two that brings all z within -1 and 1, so that nothing overflows and nothing is
 * rounded.
 *
 * @param values offset and scale of the column of ones (0 and 1), of p features and of the target,
 *     2 (p + 2) values
 */
public record Frame(double[] values) {

  /** The frame of a problem's own columns. */
  public static Frame of(Problem problem) {
    int p = problem.featureCount();
    double[] values = new double[2 * (p + 2)];
    values[1] = 1;
    Sharing.forEach(
        p + 1,
        problem,
        j -> {
          double[] x = column(problem, j + 1);
          values[2 * (j + 1)] = mean(x);
          values[2 * (j + 1) + 1] = scale(x, values[2 * (j + 1)]);
        });
    return new Frame(values);
  }

  /** The frame that changes nothing. */
  public static Frame none(Problem problem) {
    double[] values = new double[2 * (problem.featureCount() + 2)];
    for (int column = 0; column < values.length / 2; column++) {
      values[2 * column + 1] = 1;
    }
    return new Frame(values);
  }

  /** Column 1 to p is a feature, column p + 1 the target. */
  public static double[] column(Problem problem, int column) {
    int p = problem.featureCount();
    return column <= p ? problem.features()[column - 1] : problem.target();
  }

  /** z of a value of a column. */
  public double apply(int column, double value) {
    return (value - values[2 * column]) / values[2 * column + 1];
  }

  /** In four sums, because an addition takes as long as four that do not wait for each other. */
  private static double mean(double[] x) {
    double shift = x[0];
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < x.length - 3; i += 4) {
      a += x[i] - shift;
      b += x[i + 1] - shift;
      c += x[i + 2] - shift;
      d += x[i + 3] - shift;
    }
    for (; i < x.length; i++) {
      a += x[i] - shift;
    }
    return shift + ((a + b) + (c + d)) / x.length;
  }

  private static double scale(double[] x, double offset) {
    double most = 0;
    for (double value : x) {
      double distance = Math.abs(value - offset);
      if (distance
          > most) { // Seldom, which Math.max cannot know: it has each row wait for the last.
        most = distance;
      }
    }
    return most > 0 ? Math.scalb(1.0, Math.min(Math.getExponent(most), 1022) + 1) : 1;
  }
}
