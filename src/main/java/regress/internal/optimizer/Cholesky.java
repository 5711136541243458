package regress.internal.optimizer;

import java.util.Optional;

/**
 * The factor of a symmetric positive definite matrix, C = L L', and solutions of C x = c.
 *
 * <p>The matrix is first brought to a diagonal of ones, so that units of columns do not matter.
 */
record Cholesky(double[][] factor, double[] roots) {
  /** The factor, or empty where the matrix is not positive definite to working precision. */
  static Optional<Cholesky> of(double[][] matrix) {
    int size = matrix.length;
    double[] roots = new double[size];
    for (int j = 0; j < size; j++) {
      roots[j] = Math.sqrt(matrix[j][j]);
    }
    double[][] l = new double[size][];
    for (int i = 0; i < size; i++) {
      l[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double left = matrix[i][j] / roots[i] / roots[j] - dot(l[i], l[j], j);
        if (i > j) {
          l[i][j] = left / l[j][j];
        } else if (left > 0) {
          l[i][i] = Math.sqrt(left);
        } else { // NaN too
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Cholesky(l, roots));
  }

  static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** x of C x = c. */
  double[] solve(double[] c) {
    int size = roots.length;
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      x[i] = (c[i] / roots[i] - dot(factor[i], x, i)) / factor[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      x[i] /= factor[i][i];
      for (int k = 0; k < i; k++) {
        x[k] -= factor[i][k] * x[i];
      }
      x[i] /= roots[i];
    }
    return x;
  }
}
