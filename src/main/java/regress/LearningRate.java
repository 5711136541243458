package regress;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import regress.engine.Problem;

/**
 * The step length that gradient descent on the mean squared error can surely take.
 *
 * <p>The loss's Hessian is H = 2/n Z'Z, Z the n x (p + 1) features with a column of ones before
 * them. Descent is stable below 2 / lambda, lambda the largest eigenvalue of H, and steps of 1 /
 * lambda are the usual choice. Lambda is bounded by the smaller of
 *
 * <ul>
 *   <li>the trace of H, always an upper bound, and exact for one standardised feature up to a
 *       factor of 2;
 *   <li>1.25 times the Rayleigh quotient after {@value #STEPS} steps of the power method from a
 *       random start. By Kuczynski and Wozniakowski (SIAM J. Matrix Anal. 13, 1992, theorem 4.1)
 *       the quotient is below 0.4 lambda, where steps of that length would no longer be stable,
 *       with probability under 1e-10 for p up to 512.
 * </ul>
 */
final class LearningRate {
  private static final int STEPS = 30;
  private static final double MARGIN = 1.25;

  /** Up to this many features a Hessian costs less than {@value #STEPS} passes over the data. */
  private static final int MOST_STORED = 64;

  private LearningRate() {}

  /** 1 / bound on the largest eigenvalue of the Hessian. */
  static double stable(Problem problem) {
    double trace = trace(problem);
    return 1 / Math.min(trace, MARGIN * rayleighQuotient(problem));
  }

  private static double trace(Problem problem) {
    double squares = problem.samples();
    for (double[] x : problem.features()) {
      for (double value : x) {
        squares += value * value;
      }
    }
    return 2 * squares / problem.samples();
  }

  private static double rayleighQuotient(Problem problem) {
    int p = problem.featureCount();
    UnaryOperator<double[]> hessian = p <= MOST_STORED ? stored(problem) : v -> times(problem, v);
    double[] v = new Random(1).doubles(p + 1, -1, 1).toArray();
    double quotient = 0;
    for (int step = 0; step < STEPS; step++) {
      normalise(v);
      double[] hv = hessian.apply(v);
      quotient = dot(v, hv);
      v = hv;
    }
    return quotient;
  }

  /** H as a matrix, from one pass over the data for each pair of columns. */
  private static UnaryOperator<double[]> stored(Problem problem) {
    int parameters = problem.featureCount() + 1;
    double[] ones = new double[problem.samples()];
    Arrays.fill(ones, 1);
    double[][] h = new double[parameters][parameters];
    for (int i = 0; i < parameters; i++) {
      double[] left = i == 0 ? ones : problem.features()[i - 1];
      for (int j = 0; j <= i; j++) {
        double[] right = j == 0 ? ones : problem.features()[j - 1];
        h[i][j] = 2 * dot(left, right) / problem.samples();
        h[j][i] = h[i][j];
      }
    }
    return v -> Arrays.stream(h).mapToDouble(row -> dot(row, v)).toArray();
  }

  /** H v = 2/n Z'(Z v), without H. */
  private static double[] times(Problem problem, double[] v) {
    int n = problem.samples();
    double[] slopes = Arrays.copyOfRange(v, 1, v.length);
    double[] zv = LinearModel.predict(v[0], slopes, problem.features(), n);
    double[] hv = new double[v.length];
    hv[0] = 2 * Arrays.stream(zv).sum() / n;
    for (int j = 0; j < problem.featureCount(); j++) {
      hv[j + 1] = 2 * dot(problem.features()[j], zv) / n;
    }
    return hv;
  }

  private static void normalise(double[] v) {
    double length = Math.sqrt(dot(v, v));
    for (int j = 0; j < v.length; j++) {
      v[j] /= length;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
