package regress.tornado.kernel;

import regress.kernel.GramDescent;
import regress.kernel.Moments;
import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * An epoch of {@link GramDescent#train} for several features, vectorised over the parameters.
 *
 * <p>Arrays as there, but w is padded to {@link #padded} + 1 values; form, {@link #rows} rows of
 * padded / 8 vectors: the covariances, two columns of vectors after two so that an epoch reads them
 * in order, then the covariances with the target, the means, the parameters and the gradient,
 * without the intercept's; rows, the same as scalars, zeros to begin with.
 */
public final class GramEpochs {
  private static final int CROSS = 0;
  private static final int MEANS = 1;
  private static final int PARAMETERS = 2;
  private static final int GRADIENT = 3;

  private GramEpochs() {}

  /** p rounded up to whole pairs of vectors. */
  public static int padded(int features) {
    return (features + 15) / 16 * 16;
  }

  /** Rows of the form. */
  public static int rows(int features) {
    return padded(features) + 4;
  }

  /** Copies the quadratic form from scalars to vectors; what no feature owns stays 0. */
  static void prepare(double[] moments, double[] w, double[] rows, VectorDouble8 form, int p) {
    int padded = (p + 15) / 16 * 16;
    int stride = Moments.stride(p);
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < p; k++) {
        rows[(k / 16 * padded + j) * 16 + k % 16] = moments[(j + 1) * stride + k + 1];
      }
      rows[(padded + CROSS) * padded + j] = moments[(p + 1) * stride + j + 1];
      rows[(padded + MEANS) * padded + j] = moments[j + 1];
      rows[(padded + PARAMETERS) * padded + j] = w[j + 1];
    }
    int vectors = (padded + PARAMETERS + 1) * padded / 8;
    for (int k = 0; k < vectors; k++) {
      form.set(k, eight(rows, k * 8));
    }
  }

  /** Leaves half the gradient in the form and returns the mean residual, half the intercept's. */
  static double epoch(
      double[] moments, double[] w, VectorDouble8 form, double[] state, double[] rule, int p) {
    int padded = (p + 15) / 16 * 16;
    int width = padded / 8;
    int cross = (padded + CROSS) * width;
    int means = (padded + MEANS) * width;
    int parameters = (padded + PARAMETERS) * width;
    int gradient = (padded + GRADIENT) * width;
    Double8 product = zero();
    for (int k = 0; k < width; k++) {
      product = Double8.add(product, Double8.mult(form.get(means + k), form.get(parameters + k)));
    }
    double residual = w[0] - moments[p + 1] + sum(product);
    Double8 residuals = all(residual);
    Double8 squares = zero();
    Double8 norm = zero();
    for (int k = 0; k < width; k += 2) {
      Double8 h00 = zero();
      Double8 h10 = zero();
      Double8 h01 = zero();
      Double8 h11 = zero();
      Double8 h02 = zero();
      Double8 h12 = zero();
      Double8 h03 = zero();
      Double8 h13 = zero();
      int q = k * padded;
      for (int j = 0; j < padded; j += 4) {
        Double8 w0 = all(w[j + 1]);
        Double8 w1 = all(w[j + 2]);
        Double8 w2 = all(w[j + 3]);
        Double8 w3 = all(w[j + 4]);
        h00 = Double8.add(h00, Double8.mult(w0, form.get(q)));
        h10 = Double8.add(h10, Double8.mult(w0, form.get(q + 1)));
        h01 = Double8.add(h01, Double8.mult(w1, form.get(q + 2)));
        h11 = Double8.add(h11, Double8.mult(w1, form.get(q + 3)));
        h02 = Double8.add(h02, Double8.mult(w2, form.get(q + 4)));
        h12 = Double8.add(h12, Double8.mult(w2, form.get(q + 5)));
        h03 = Double8.add(h03, Double8.mult(w3, form.get(q + 6)));
        h13 = Double8.add(h13, Double8.mult(w3, form.get(q + 7)));
        q += 8;
      }
      Double8 c0 = form.get(cross + k);
      Double8 c1 = form.get(cross + k + 1);
      Double8 h0 = Double8.sub(Double8.add(Double8.add(h00, h01), Double8.add(h02, h03)), c0);
      Double8 h1 = Double8.sub(Double8.add(Double8.add(h10, h11), Double8.add(h12, h13)), c1);
      squares = Double8.add(squares, Double8.mult(form.get(parameters + k), Double8.sub(h0, c0)));
      squares =
          Double8.add(squares, Double8.mult(form.get(parameters + k + 1), Double8.sub(h1, c1)));
      Double8 g0 = Double8.add(h0, Double8.mult(residuals, form.get(means + k)));
      Double8 g1 = Double8.add(h1, Double8.mult(residuals, form.get(means + k + 1)));
      norm = Double8.add(norm, Double8.add(Double8.mult(g0, g0), Double8.mult(g1, g1)));
      form.set(gradient + k, g0);
      form.set(gradient + k + 1, g1);
    }
    double variance = moments[(p + 1) * (Moments.stride(p) + 1)];
    double loss = GramDescent.loss(residual, variance + sum(squares));
    StopRule.judge(loss, 4 * (residual * residual + sum(norm)), state, 0, rule);
    return residual;
  }

  /** w = w - rate * gradient, of which the form holds half, unless the descent has ended. */
  static void step(
      double[] w,
      VectorDouble8 form,
      double[] state,
      double[] rule,
      int p,
      int single,
      double residual) {
    int padded = (p + 15) / 16 * 16;
    int width = padded / 8;
    double rate = rule[StopRule.RATE];
    int steps = 0;
    if (state[StopRule.STATUS] < 0.5) {
      w[0] = GramDescent.rounded(w[0] - rate * 2 * residual, single);
      steps = width; // As a bound of the loop: around it, the condition fails to compile.
    }
    Double8 rates = all(2 * rate);
    for (int k = 0; k < steps; k++) {
      int place = (padded + PARAMETERS) * width + k;
      Double8 half = form.get((padded + GRADIENT) * width + k);
      Double8 next = Double8.sub(form.get(place), Double8.mult(rates, half));
      int first = k * 8 + 1;
      w[first] = GramDescent.rounded(next.getS0(), single);
      w[first + 1] = GramDescent.rounded(next.getS1(), single);
      w[first + 2] = GramDescent.rounded(next.getS2(), single);
      w[first + 3] = GramDescent.rounded(next.getS3(), single);
      w[first + 4] = GramDescent.rounded(next.getS4(), single);
      w[first + 5] = GramDescent.rounded(next.getS5(), single);
      w[first + 6] = GramDescent.rounded(next.getS6(), single);
      w[first + 7] = GramDescent.rounded(next.getS7(), single);
      form.set(place, eight(w, first));
    }
  }

  private static Double8 eight(double[] values, int first) {
    return new Double8(
        values[first],
        values[first + 1],
        values[first + 2],
        values[first + 3],
        values[first + 4],
        values[first + 5],
        values[first + 6],
        values[first + 7]);
  }

  private static Double8 zero() {
    return new Double8(0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static Double8 all(double value) {
    return new Double8(value, value, value, value, value, value, value, value);
  }

  private static double sum(Double8 v) {
    return ((v.getS0() + v.getS1()) + (v.getS2() + v.getS3()))
        + ((v.getS4() + v.getS5()) + (v.getS6() + v.getS7()));
  }
}
