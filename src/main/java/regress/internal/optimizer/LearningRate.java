package regress.internal.optimizer;

import java.util.Random;
import regress.internal.engine.Descent;
import regress.internal.kernel.Moments;

/**
 * The step length that gradient descent on the mean squared error can surely take, and on any other
 * loss, too, since none has more curvature.
 *
 * <p>The Hessian of squared loss is H = 2/n Z'Z, Z the n x (p + 1) features with a column of ones
 * before them. Descent is stable below 2 / lambda, lambda the largest eigenvalue of H, and steps of
 * 1 / lambda are the usual choice. Lambda is bounded by the smaller of
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

  private LearningRate() {}

  /**
   * The descent with its own rate, or else with 1 / bound on the largest eigenvalue. Moments are as
   * {@link Moments#settle} leaves them.
   */
  static Descent of(Descent descent, double[] moments) {
    return descent.learningRate() > 0 ? descent : descent.withRate(stable(moments, descent));
  }

  private static double stable(double[] moments, Descent descent) {
    int p = descent.start().length - 1;
    double trace = 1;
    for (int j = 1; j <= p; j++) {
      trace += moments[j * Moments.stride(p) + j] + moments[j] * moments[j];
    }
    return 1 / Math.min(2 * trace, MARGIN * rayleighQuotient(moments, p));
  }

  private static double rayleighQuotient(double[] moments, int p) {
    double[] v = new Random(1).doubles(p + 1, -1, 1).toArray();
    double quotient = 0;
    for (int step = 0; step < STEPS; step++) {
      normalise(v);
      double[] hv = times(moments, v);
      quotient = dot(v, hv, v.length);
      v = hv;
    }
    return quotient;
  }

  /** H v: with means m and covariances C, 2 (s, s m + C v), where s = v_0 + m'v. */
  private static double[] times(double[] moments, double[] v) {
    int p = v.length - 1;
    double s = v[0];
    for (int j = 1; j <= p; j++) {
      s += moments[j] * v[j];
    }
    double[] hv = new double[p + 1];
    hv[0] = 2 * s;
    for (int j = 1; j <= p; j++) {
      double sum = s * moments[j];
      for (int k = 1; k <= p; k++) {
        sum += moments[j * Moments.stride(p) + k] * v[k];
      }
      hv[j] = 2 * sum;
    }
    return hv;
  }

  private static void normalise(double[] v) {
    double length = Math.sqrt(dot(v, v, v.length));
    for (int j = 0; j < v.length; j++) {
      v[j] /= length;
    }
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
