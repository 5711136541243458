package regress.engine;

import java.util.Random;

/** Problems for tests: random features, a target that is linear in them, and noise. */
public final class Problems {

  private Problems() {}

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
    return Problem.of(x, y);
  }

  /**
   * All-zero start, steps of 1 / (2 (p + 2)): stable for standard normal features unless n is tiny.
   */
  public static Descent descent(Problem problem, int epochs, double tolerance) {
    int p = problem.featureCount();
    return new Descent(new double[p + 1], 1.0 / (2 * trace(problem)), epochs, tolerance, 3);
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
    int n = problem.samples();
    int p = problem.featureCount();
    double[][] columns = problem.columns();
    double[] w = descent.start().clone();
    for (int epoch = 0; epoch < descent.epochs(); epoch++) {
      double[] gradient = new double[p + 1];
      for (int i = 0; i < n; i++) {
        double r = w[0] - columns[problem.featureCount()][i];
        for (int j = 0; j < p; j++) {
          r += w[j + 1] * columns[j][i];
        }
        gradient[0] += 2 * r / n;
        for (int j = 0; j < p; j++) {
          gradient[j + 1] += 2 * r * columns[j][i] / n;
        }
      }
      for (int j = 0; j <= p; j++) {
        w[j] -= descent.learningRate() * gradient[j];
      }
    }
    return w;
  }

  /** The mean of squared residuals. */
  static double loss(Problem problem, double[] w) {
    double squares = 0;
    double[][] columns = problem.columns();
    for (int i = 0; i < problem.samples(); i++) {
      double r = w[0] - columns[problem.featureCount()][i];
      for (int j = 0; j < problem.featureCount(); j++) {
        r += w[j + 1] * columns[j][i];
      }
      squares += r * r;
    }
    return squares / problem.samples();
  }
}
