package regress;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;
import regress.data.DataException;
import regress.engine.Errors;

/**
 * What intervals around a model's predictions are made of. With s the residual standard error, a
 * row of features x has
 *
 * <pre>
 *   h = | F (1, x - centres) |^2        error of the mean = s sqrt(h)        of a new row = s sqrt(1 + h)
 * </pre>
 *
 * <p>F is a factor of the coefficients' covariance at the centres of the data, so that nothing
 * cancels for columns far from 0. Of classic errors h is the leverage that the row would have.
 * Robust errors say how far the mean is; a new row is taken to lie about it as those of the data do
 * on average.
 *
 * @param errors what the covariance takes residuals for
 * @param residualStandardError s, in the target's unit
 * @param degreesOfFreedom of the residuals
 * @param centres p values, from which features are measured
 * @param factor F: p + 1 rows, row k of k + 1 values
 */
public record Uncertainty(
    Errors errors,
    double residualStandardError,
    long degreesOfFreedom,
    double[] centres,
    double[][] factor) {
  /**
   * Copies the arrays.
   *
   * @throws DataException if they have other lengths
   */
  public Uncertainty {
    centres = centres.clone();
    factor = Arrays.stream(factor).map(double[]::clone).toArray(double[][]::new);
    boolean fits = factor.length == centres.length + 1 && degreesOfFreedom > 0;
    for (int k = 0; k < factor.length; k++) {
      fits &= factor[k].length == k + 1;
    }
    if (!fits) {
      throw DataException.content(
          "The factor of %s centres has as many rows and one, row k of k + 1 values, and degrees of freedom are above 0. Take a model as it was saved."
              .formatted(centres.length));
    }
  }

  /** Whether it is of so many features, and all its numbers are finite. */
  boolean isOf(int features) {
    DoubleStream all =
        Stream.concat(Stream.of(centres), Stream.of(factor)).flatMapToDouble(DoubleStream::of);
    return centres.length == features
        && residualStandardError > 0
        && Double.isFinite(residualStandardError)
        && all.allMatch(Double::isFinite);
  }

  @Override
  public double[] centres() {
    return centres.clone();
  }

  @Override
  public double[][] factor() {
    return Arrays.stream(factor).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * How far bounds lie from the prediction, in standard errors.
   *
   * @throws DataException if the level is not between 0 and 1
   */
  static double reach(double level, long degreesOfFreedom) {
    if (!(level > 0 && level < 1)) {
      throw DataException.choice(
          "A level lies between 0 and 1, and is not " + level + ". Choose one like 0.95.");
    }
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - level) / 2);
  }

  /** Standard errors of a window of features, which are pairs and are lost by it. */
  void standardErrors(IntervalOf of, int rows, double[][] high, double[][] low, double[] errors) {
    for (int j = 0; j < centres.length; j++) {
      for (int i = 0; i < rows; i++) {
        high[j][i] = high[j][i] - centres[j] + low[j][i];
      }
    }
    Arrays.fill(errors, 0, rows, of == IntervalOf.NEW ? 1 : 0);
    double[] part = new double[rows];
    for (double[] row : factor) {
      Arrays.fill(part, row[0]);
      for (int j = 1; j < row.length; j++) {
        for (int i = 0; i < rows; i++) {
          part[i] += row[j] * high[j - 1][i];
        }
      }
      for (int i = 0; i < rows; i++) {
        errors[i] += part[i] * part[i];
      }
    }
    for (int i = 0; i < rows; i++) {
      errors[i] = residualStandardError * Math.sqrt(errors[i]);
    }
  }
}
