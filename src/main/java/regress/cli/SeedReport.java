package regress.cli;

import java.util.List;
import regress.Fit;
import regress.Regression;
import regress.data.SeedProblem;
import regress.engine.Precision;

/** The seed problem's options, and its fitted line beside the true one. */
final class SeedReport {
  static final int EPOCHS = 10_000;
  static final double LEARNING_RATE = 1e-2;

  private SeedReport() {}

  /** The published comparison's descent: float32, from y = x, all epochs, on x as it is. */
  static Regression published() {
    return Regression.squared()
        .learningRate(LEARNING_RATE)
        .epochs(EPOCHS)
        .tolerance(0)
        .standardize(false)
        .start(0, 1)
        .precision(Precision.FLOAT32);
  }

  /** Both lines to three decimals. */
  static String lines(SeedProblem problem, Fit fit) {
    return "fitted  "
        + line(fit.coefficients()[0], fit.intercept())
        + "\ntrue    "
        + line(problem.slope(), problem.intercept())
        + "\n";
  }

  /** A line to three decimals. */
  static String line(double slope, double intercept) {
    return Equation.of("y", List.of("x"), new double[] {slope}, intercept, Numbers::threeDecimals);
  }
}
