package regress;

import java.util.Arrays;
import regress.engine.Loss;

/** The formula y = b + sum of w_j x_j over whole columns, and how well it fits, in float64. */
final class LinearModel {

  private LinearModel() {}

  /** n predictions from p coefficients and p columns of n values. */
  static double[] predict(double intercept, double[] coefficients, double[][] columns, int n) {
    double[] y = new double[n];
    Arrays.fill(y, intercept);
    for (int j = 0; j < columns.length; j++) {
      double w = coefficients[j];
      double[] x = columns[j];
      for (int i = 0; i < n; i++) {
        y[i] += w * x[i];
      }
    }
    return y;
  }

  /** Metrics of n predictions against n targets. */
  static Metrics metrics(Loss loss, double[] predicted, double[] target) {
    double mean = 0;
    for (double y : target) {
      mean += y / target.length;
    }
    double residuals = 0;
    double deviations = 0;
    for (int i = 0; i < target.length; i++) {
      double residual = predicted[i] - target[i];
      double deviation = target[i] - mean;
      residuals += residual * residual;
      deviations += deviation * deviation;
    }
    double r2 = deviations > 0 ? 1 - residuals / deviations : Double.NaN;
    int n = target.length;
    double values = loss.equals(Loss.SQUARED) ? residuals : values(loss, predicted, target);
    return new Metrics(values / n, r2, Math.sqrt(residuals / n));
  }

  private static double values(Loss loss, double[] predicted, double[] target) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum += loss.value(predicted[i] - target[i]);
    }
    return sum;
  }
}
