package regress.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import regress.data.Dataset;
import regress.data.SeedProblem;

/**
 * The data of a case, to the bit those of {@code bench/peers/problem.py} (to the last bit of y).
 */
final class Data {
  private static final double SQRT_3 = Math.sqrt(3);

  private Data() {}

  /** One problem for each fit. */
  static List<Dataset> problems(Case of) {
    if (of.p() > 1) {
      return IntStream.range(0, of.fits()).mapToObj(fit -> several(fit, of.n(), of.p())).toList();
    }
    int samples = Math.multiplyExact(of.n(), of.fits());
    Dataset line = new SeedProblem(1, samples, 3, 1, 0.5).dataset();
    double[] x = line.features()[0];
    double[] y = line.target();
    return IntStream.range(0, of.fits()).mapToObj(fit -> part(x, y, fit * of.n(), of.n())).toList();
  }

  private static Dataset part(double[] x, double[] y, int from, int n) {
    double[][] features = {Arrays.copyOfRange(x, from, from + n)};
    return Dataset.of(features, Arrays.copyOfRange(y, from, from + n));
  }

  private static Dataset several(int fit, int n, int p) {
    double[][] x = new double[p][n];
    double[] y = new double[n];
    Arrays.fill(y, 1);
    for (int j = 0; j <= p; j++) {
      double weight = j < p ? (j % 7 - 3) / 4.0 : 0.5;
      long column = (long) fit * (p + 1) + j;
      for (int i = 0; i < n; i++) {
        double value = uniform(column * n + i);
        y[i] += weight * value;
        if (j < p) {
          x[j][i] = value;
        }
      }
    }
    return Dataset.of(x, y);
  }

  /** The k-th draw of mean 0 and variance 1: Vigna's splitmix64 as a function of its counter. */
  private static double uniform(long k) {
    long z = k + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return SQRT_3 * (2 * ((z >>> 11) * 0x1p-53) - 1);
  }
}
