package regress.internal.engine;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import regress.data.Rows;
import regress.engine.Loss;

/** Problems for tests: random features, a target that is linear in them, and noise. */
public final class Problems {

  private Problems() {}

  /** Columns as they are: p features of n values, and a target of as many. */
  public static Problem of(double[][] features, double[] target) {
    return new Problem(Rows.of(features, target), AffineMap.none(features.length + 1));
  }

  /**
   * n x p standard normal features with coefficients 1, 2, ..., p, intercept 1 and noise of
   * deviation 0.5.
   */
  public static Problem linear(int n, int p, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[p][n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = 1 + 0.5 * random.nextGaussian();
      for (int j = 0; j < p; j++) {
        x[j][i] = random.nextGaussian();
        y[i] += (j + 1) * x[j][i] / p;
      }
    }
    return of(x, y);
  }

  /**
   * All-zero start, steps of 1 / (2 (p + 2)): stable for standard normal features unless n is tiny.
   */
  public static Descent descent(Problem problem, int epochs, double tolerance) {
    int p = problem.featureCount();
    return new Descent(
        Loss.SQUARED, new double[p + 1], 1.0 / (2 * trace(problem)), epochs, tolerance, 3);
  }

  private static double trace(Problem problem) {
    double squares = problem.samples();
    double[][] columns = problem.columns();
    for (int j = 0; j < problem.featureCount(); j++) {
      for (double value : columns[j]) {
        squares += value * value;
      }
    }
    return squares / problem.samples();
  }

  /**
   * The same descent in the plainest Java there is, in float64: what every engine is held against.
   */
  public static double[] plainDescent(Problem problem, Descent descent) {
    double[][] columns = problem.columns();
    double[] w = descent.start().clone();
    for (int epoch = 0; epoch < descent.epochs(); epoch++) {
      double[] slopes = slopes(columns, w, descent.loss());
      for (int j = 0; j < w.length; j++) {
        w[j] -= descent.learningRate() * 2 * slopes[j] / problem.samples();
      }
    }
    return w;
  }

  /** The sums of half the loss's derivative at the residuals r_i, times 1 and x_i1 to x_ip. */
  static double[] slopes(double[][] columns, double[] w, Loss loss) {
    double[] r = residuals(columns, w);
    if (loss.kind() != Loss.Kind.SQUARED) {
      Arrays.setAll(r, i -> slope(r[i], loss));
    }
    double[] slopes = new double[w.length];
    for (double slope : r) {
      slopes[0] += slope;
    }
    for (int j = 1; j < w.length; j++) {
      double[] x = columns[j - 1];
      double sum = 0;
      for (int i = 0; i < r.length; i++) {
        sum += r[i] * x[i];
      }
      slopes[j] = sum;
    }
    return slopes;
  }

  private static double slope(double r, Loss loss) {
    double delta = loss.parameter();
    return switch (loss.kind()) {
      case SQUARED -> r;
      case HUBER -> Math.abs(r) > delta ? Math.signum(r) * delta : r;
      case OWN -> loss.own().orElseThrow().slope(r);
    };
  }

  private static double[] residuals(double[][] columns, double[] w) {
    double[] y = columns[w.length - 1];
    double[] r = new double[y.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = w[0] - y[i];
    }
    for (int j = 1; j < w.length; j++) {
      double[] x = columns[j - 1];
      double weight = w[j];
      for (int i = 0; i < r.length; i++) {
        r[i] += weight * x[i];
      }
    }
    return r;
  }

  /** The mean of squared residuals. */
  static double loss(Problem problem, double[] w) {
    return loss(problem, w, Loss.SQUARED);
  }

  /** The mean of a loss. */
  static double loss(Problem problem, double[] w, Loss loss) {
    return DoubleStream.of(residuals(problem.columns(), w))
        .map(r -> Losses.float64(loss).value(r, loss.parameter()))
        .average()
        .orElseThrow();
  }
}
