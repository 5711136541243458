package regress.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gradient kernels against two independent derivations of the loss, and the kernels against
 * their blocks.
 */
class LinearLossTest {

  private record Sample(int[] shape, double[] x, double[] y, double[] w) {

    static Sample of(int n, int p) {
      Random random = new Random(31L * n + p);
      return new Sample(
          Shape.of(n, p),
          random.doubles((long) n * p, -2, 2).toArray(),
          random.doubles(n, -3, 3).toArray(),
          random.doubles(p + 1, -1, 1).toArray());
    }

    int n() {
      return y.length;
    }

    int p() {
      return w.length - 1;
    }

    private static double[] rule() {
      return new double[StopRule.RULE_LENGTH];
    }

    double loss(double[] at) {
      double[] values = new double[shape[Shape.BLOCKS]];
      LinearLoss64.loss(
          SquaredLoss64.LOSS, x, y, at, new double[n()], values, rule(), shape, values.length);
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum / n();
    }

    double[] gradient() {
      int blocks = shape[Shape.BLOCKS];
      double[] residuals = new double[n()];
      double[] slopes = new double[blocks * w.length];
      LinearLoss64.loss(
          SquaredLoss64.LOSS, x, y, w, residuals, new double[blocks], rule(), shape, blocks);
      LinearLoss64.gradient(x, residuals, slopes, shape, blocks);
      return total(slopes);
    }

    double[] gradient32() {
      int blocks = shape[Shape.BLOCKS];
      float[] x32 = floats(x);
      float[] residuals = new float[n()];
      double[] slopes = new double[blocks * w.length];
      LinearLoss32.loss(
          SquaredLoss32.LOSS,
          x32,
          floats(y),
          floats(w),
          residuals,
          new double[blocks],
          rule(),
          shape,
          blocks);
      LinearLoss32.gradient(x32, residuals, slopes, shape, blocks);
      return total(slopes);
    }

    private double[] total(double[] slopes) {
      double[] gradient = new double[w.length];
      for (int i = 0; i < slopes.length; i++) {
        gradient[i % w.length] += 2 * slopes[i] / n();
      }
      return gradient;
    }

    private static float[] floats(double[] values) {
      float[] rounded = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        rounded[i] = (float) values[i];
      }
      return rounded;
    }
  }

  /** The loss is quadratic, so central differences are exact but for rounding, eps f / h. */
  @ParameterizedTest
  @CsvSource({"1, 1", "5, 2", "256, 3", "257, 1", "1000, 7"})
  void gradientIsTheLossesCentralDifference(int n, int p) {
    Sample sample = Sample.of(n, p);
    double[] gradient = sample.gradient();
    double h = 1e-3;
    for (int j = 0; j <= p; j++) {
      double[] up = sample.w().clone();
      double[] down = sample.w().clone();
      up[j] += h;
      down[j] -= h;
      double difference = (sample.loss(up) - sample.loss(down)) / (2 * h);
      assertThat(gradient[j]).as("slope %d", j).isCloseTo(difference, within(1e-10));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 2", "256, 3", "257, 1", "300, 7"})
  void gradientIsTheLossesAutomaticDerivative(int n, int p) {
    Sample sample = Sample.of(n, p);
    DerivativeStructure loss = differentiableLoss(sample);
    double[] gradient = sample.gradient();
    double[] gradient32 = sample.gradient32();
    assertThat(sample.loss(sample.w())).isCloseTo(loss.getValue(), within(1e-12));
    for (int j = 0; j <= p; j++) {
      int[] orders = new int[p + 1];
      orders[j] = 1;
      double derivative = loss.getPartialDerivative(orders);
      assertThat(gradient[j]).as("slope %d", j).isCloseTo(derivative, within(1e-12));
      assertThat(gradient32[j]).as("float32 slope %d", j).isCloseTo(derivative, within(2e-5));
    }
  }

  /**
   * 1/n sum (w_0 + sum_j w_j x_ij - y_i)^2, written once more, in numbers that carry their
   * derivatives.
   */
  private static DerivativeStructure differentiableLoss(Sample sample) {
    int parameters = sample.p() + 1;
    DerivativeStructure sum = new DerivativeStructure(parameters, 1, 0.0);
    for (int i = 0; i < sample.n(); i++) {
      DerivativeStructure residual =
          new DerivativeStructure(parameters, 1, 0, sample.w()[0]).subtract(sample.y()[i]);
      for (int j = 0; j < sample.p(); j++) {
        residual =
            residual.add(
                new DerivativeStructure(parameters, 1, j + 1, sample.w()[j + 1])
                    .multiply(sample.x()[j * sample.n() + i]));
      }
      sum = sum.add(residual.multiply(residual));
    }
    return sum.divide(sample.n());
  }
}
