package regress;

import java.util.stream.IntStream;
import regress.data.DataException;
import regress.data.Dataset;

/**
 * The change of variables z = (x - mean) / deviation, feature by feature, that a fit works in, and
 * its inverse for coefficients.
 *
 * @param means p values
 * @param deviations p values above 0
 */
record Scaling(double[] means, double[] deviations) {

  /** Leaves everything as it is. */
  static Scaling none(int features) {
    return new Scaling(
        new double[features], IntStream.range(0, features).mapToDouble(j -> 1).toArray());
  }

  /**
   * Mean and standard deviation (divisor n) of each feature.
   *
   * @throws DataException if a feature is constant
   */
  static Scaling standard(Dataset data) {
    int p = data.featureCount();
    double[] means = new double[p];
    double[] deviations = new double[p];
    for (int j = 0; j < p; j++) {
      double[] x = data.features()[j];
      means[j] = mean(x);
      deviations[j] = deviation(x, means[j]);
      if (!(deviations[j] > Math.ulp(Math.abs(means[j])))) {
        throw DataException.content(
            "Feature '"
                + data.featureNames().get(j)
                + "' is constant, its coefficient cannot be told from the intercept. Drop it.");
      }
    }
    return new Scaling(means, deviations);
  }

  private static double mean(double[] x) {
    double shift = x[0];
    double sum = 0;
    for (double value : x) {
      sum += value - shift;
    }
    return shift + sum / x.length;
  }

  private static double deviation(double[] x, double mean) {
    double squares = 0;
    for (double value : x) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / x.length);
  }

  /** The p columns scaled; the very same arrays where nothing is to be done. */
  double[][] columns(double[][] x) {
    double[][] z = new double[x.length][];
    for (int j = 0; j < x.length; j++) {
      z[j] = means[j] == 0 && deviations[j] == 1 ? x[j] : scaled(x[j], means[j], deviations[j]);
    }
    return z;
  }

  private static double[] scaled(double[] x, double mean, double deviation) {
    double[] z = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      z[i] = (x[i] - mean) / deviation;
    }
    return z;
  }

  /**
   * Parameters (intercept first) of the same model in scaled features: v_j = w_j s_j, v_0 = w_0 +
   * sum of w_j m_j.
   */
  double[] toScaled(double[] w) {
    double[] v = w.clone();
    for (int j = 0; j < means.length; j++) {
      v[0] += w[j + 1] * means[j];
      v[j + 1] = w[j + 1] * deviations[j];
    }
    return v;
  }

  /** The inverse of {@link #toScaled}: w_j = v_j / s_j, w_0 = v_0 - sum of w_j m_j. */
  double[] toOriginal(double[] v) {
    double[] w = v.clone();
    for (int j = 0; j < means.length; j++) {
      w[j + 1] = v[j + 1] / deviations[j];
      w[0] -= w[j + 1] * means[j];
    }
    return w;
  }
}
