import regress.Regression;
import regress.data.Dataset;
import regress.engine.Loss;
import regress.engine.LossFunction;

/**
 * Fits with a loss of one's own, log cosh: {@code java -cp target/regress.jar
 * examples/OwnLoss.java}.
 */
class OwnLoss implements LossFunction {
  @Override
  public double value(double r) {
    return 2 * Math.log(Math.cosh(r));
  }

  @Override
  public double slope(double r) {
    return Math.tanh(r);
  }

  @Override
  public double curvature(double r) {
    return 1 - Math.tanh(r) * Math.tanh(r);
  }

  public static void main(String[] args) {
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] y = {1, 2, 3, 4, 5, 6, 7, 80}; // The last is a slip of the pen.
    Dataset data = Dataset.of(new double[][] {x}, y);
    System.out.printf("squared: %.2f%n", Regression.squared().fit(data).coefficient("x"));
    System.out.printf(
        "log cosh: %.2f%n", Regression.of(Loss.of(new OwnLoss())).fit(data).coefficient("x"));
  }
}
