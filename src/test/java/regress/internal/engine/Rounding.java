package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import regress.engine.Precision;

/** How far rounding alone may bring a descent from the plain one. */
public final class Rounding {
  /** Rows that a float32 lane adds up before float64 takes over, and a few roundings more. */
  private static final int LANE = 260;

  private Rounding() {}

  /** The largest relative error of rounding one number. */
  public static double unit(Precision precision) {
    return precision == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
  }

  /**
   * The bound on the distance between an engine's parameters and those, w, of a plain float64
   * descent after the same epochs.
   *
   * <p>In precision u, one epoch commits an error of at most about u |w_j| + rate 2/n sum_i |x_ij|
   * e_i in parameter j, where e_i = sqrt(p + {@link #LANE}) u (|y_i| + |w_0| + sum_k |w_k x_ik|): p
   * + 4 roundings in a residual and those of a lane's sum over rows, of either sign, so that few
   * times the root of their number remains. The iteration matrix has norm at most 1, so errors add
   * up over epochs, in the 2-norm. Once the descent has settled, an error in the direction of
   * eigenvalue mu is damped by 1 - rate mu each epoch, so no more than 1 / (rate mu) epochs' errors
   * remain; our problems are conditioned within 20 (p + 2).
   */
  static double bound(Problem problem, Descent descent, double[] w, Precision precision) {
    int n = problem.samples();
    int p = problem.featureCount();
    double[][] columns = problem.columns();
    double[] errors = new double[p + 1];
    for (int i = 0; i < n; i++) {
      double size = Math.abs(columns[p][i]) + Math.abs(w[0]);
      for (int k = 0; k < p; k++) {
        size += Math.abs(w[k + 1] * columns[k][i]);
      }
      errors[0] += size;
      for (int j = 0; j < p; j++) {
        errors[j + 1] += Math.abs(columns[j][i]) * size;
      }
    }
    double squares = 0;
    for (int j = 0; j <= p; j++) {
      double error =
          Math.abs(w[j]) + Math.sqrt(p + LANE) * descent.learningRate() * 2 / n * errors[j];
      squares += error * error;
    }
    double epochs = Math.min(descent.epochs(), 20.0 * (p + 2));
    return unit(precision) * epochs * Math.sqrt(squares);
  }

  static void assertClose(double[] actual, double[] expected, double bound) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int j = 0; j < actual.length; j++) {
      assertThat(actual[j]).as("parameter %d", j).isCloseTo(expected[j], within(bound));
    }
  }
}
