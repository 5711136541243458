package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import regress.engine.Precision;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.kernel.GradientDescent32;
import regress.internal.kernel.GradientDescent64;
import regress.internal.kernel.Shape;
import regress.internal.kernel.SquaredLoss32;
import regress.internal.kernel.SquaredLoss64;
import regress.internal.kernel.StopRule;

/**
 * Where the plain kernels, run as Java, end: what kernels for devices are held against.
 *
 * @param w p + 1 parameters
 * @param state as {@link StopRule} lays it out
 */
record Definition(double[] w, double[] state) {

  static Definition of(Problem problem, Descent descent, Precision precision) {
    return precision == Precision.FLOAT64 ? wide(problem, descent) : single(problem, descent);
  }

  private static Definition wide(Problem problem, Descent descent) {
    int n = problem.samples();
    int p = problem.featureCount();
    int[] shape = Shape.of(n, p);
    int blocks = shape[Shape.BLOCKS];
    double[] x = new double[n * p];
    double[] w = descent.start().clone();
    double[] state = new double[StopRule.STATE_LENGTH];
    double[] y = new double[n];
    problem.copy(0, n, x, y);
    GradientDescent64.train(
        SquaredLoss64.LOSS,
        x,
        y,
        w,
        new double[n],
        new double[blocks],
        new double[blocks * (p + 1)],
        new double[p + 1],
        state,
        descent.rule(),
        shape);
    return new Definition(w, state);
  }

  private static Definition single(Problem problem, Descent descent) {
    int n = problem.samples();
    int p = problem.featureCount();
    int[] shape = Shape.of(n, p);
    int blocks = shape[Shape.BLOCKS];
    float[] x = new float[n * p];
    float[] y = new float[n];
    float[] w = new float[p + 1];
    double[] state = new double[StopRule.STATE_LENGTH];
    problem.copy(0, n, x, y);
    Problem.round(descent.start(), w);
    GradientDescent32.train(
        SquaredLoss32.LOSS,
        x,
        y,
        w,
        new float[n],
        new double[blocks],
        new double[blocks * (p + 1)],
        new double[p + 1],
        state,
        descent.rule(),
        shape);
    return new Definition(Problem.toDoubles(w), state);
  }

  /** Epochs and status the same number, the rest equal up to the order of addition. */
  void assertEnds(Workspace device, double eps) {
    assertClose(device.parameters(), w, eps);
    assertClose(Arrays.copyOf(device.state(), state.length), state, eps);
  }

  private static void assertClose(double[] actual, double[] expected, double eps) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(eps * (1 + Math.abs(expected[i]))));
    }
  }
}
