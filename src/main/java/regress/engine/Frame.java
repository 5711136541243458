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
    for (int column = 1; column < p + 2; column++) {
      double[] x = column(problem, column);
      values[2 * column] = mean(x);
      values[2 * column + 1] = scale(x, values[2 * column]);
    }
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

  private static double mean(double[] x) {
    double shift = x[0];
    double sum = 0;
    for (double value : x) {
      sum += value - shift;
    }
    return shift + sum / x.length;
  }

  private static double scale(double[] x, double offset) {
    double most = 0;
    for (double value : x) {
      most = Math.max(most, Math.abs(value - offset));
    }
    return most > 0 ? Math.scalb(1.0, Math.min(Math.getExponent(most), 1022) + 1) : 1;
  }
}
