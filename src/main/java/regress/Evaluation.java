package regress;

import regress.data.DataException;

/**
 * How well predictions say n values of the target, in its unit. Those of parts of the data add up.
 *
 * @param rows n
 * @param squares sum of (prediction - target)^2
 * @param absolutes sum of |prediction - target|
 * @param mean of the target
 * @param deviations sum of (target - mean)^2
 */
public record Evaluation(
    long rows, double squares, double absolutes, double mean, double deviations) {
  /** Of no rows. */
  public static final Evaluation NONE = new Evaluation(0, 0, 0, 0, 0);

  /**
   * Of n predictions and n values.
   *
   * @throws DataException if they are not as many
   */
  public static Evaluation of(double[] predicted, double[] target) {
    if (predicted.length != target.length) {
      throw DataException.choice(
          "There are %s predictions and %s values. Give one for each."
              .formatted(predicted.length, target.length));
    }
    double squares = 0;
    double absolutes = 0;
    double mean = 0;
    double deviations = 0;
    for (int i = 0; i < target.length; i++) {
      double residual = predicted[i] - target[i];
      squares += residual * residual;
      absolutes += Math.abs(residual);
      double far = target[i] - mean;
      mean += far / (i + 1);
      deviations += far * (target[i] - mean);
    }
    return new Evaluation(target.length, squares, absolutes, mean, deviations);
  }

  /** Of these rows and others (Chan, Golub and LeVeque, 1979). */
  public Evaluation and(Evaluation others) {
    long all = rows + others.rows;
    double part = all == 0 ? 0 : (double) others.rows / all;
    double apart = others.mean - mean;
    return new Evaluation(
        all,
        squares + others.squares,
        absolutes + others.absolutes,
        mean + apart * part,
        deviations + others.deviations + apart * apart * rows * part);
  }

  /** The square root of: squares / n. */
  public double rmse() {
    return Math.sqrt(squares / rows);
  }

  /** The mean of |prediction - target|. */
  public double mae() {
    return absolutes / rows;
  }

  /** 1 - squares / deviations from these rows' own mean; NaN where there are none. */
  public double r2() {
    return deviations > 0 ? 1 - squares / deviations : Double.NaN;
  }
}
