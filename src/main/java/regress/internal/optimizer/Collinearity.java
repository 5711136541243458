package regress.internal.optimizer;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * How much the correlations of p features cost. Computed when asked for.
 *
 * @param centred rows of the factor of the features' moments, which are centred where there is an
 *     intercept; null for one that is left out
 * @param variances of p + 1 coefficients, for residuals of variance 1
 */
public record Collinearity(double[][] centred, double[] variances) {
  /** 1 / (1 - R^2 of a feature on all others); NaN where it is left out. */
  public double inflation(int feature) {
    double length = length(feature);
    return variances[feature + 1] * length * length;
  }

  private double length(int feature) {
    double[] row = centred[feature];
    if (row == null) {
      return Double.NaN;
    }
    double squares = 0;
    for (int k = 1; k < row.length; k++) {
      squares += row[k] * row[k];
    }
    return Math.sqrt(squares);
  }

  /**
   * The largest singular value of the standardised features by the smallest: that of the factor of
   * their correlations. NaN where all are left out.
   */
  public double conditionNumber() {
    int[] kept = IntStream.range(0, centred.length).filter(j -> centred[j] != null).toArray();
    if (kept.length == 0) {
      return Double.NaN;
    }
    double[][] factor = new double[kept.length][kept.length];
    for (int i = 0; i < kept.length; i++) {
      for (int k = 0; k <= i; k++) {
        factor[i][k] = centred[kept[i]][kept[k] + 1] / length(kept[i]);
      }
    }
    return new SingularValueDecomposition(MatrixUtils.createRealMatrix(factor))
        .getConditionNumber();
  }
}
