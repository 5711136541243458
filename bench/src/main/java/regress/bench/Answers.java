package regress.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import regress.data.Dataset;

/** What a fit must answer, computed apart from every engine, and how near an answer comes to it. */
final class Answers {

  private Answers() {}

  /**
   * Outcome of a check.
   *
   * @param reference what the last fit must answer
   * @param error the largest error relative to the largest coefficient
   */
  record Check(double[] reference, double error, double tolerance, boolean passed) {}

  /** Largest accepted errors; those of float32 are what 10,000 epochs of rounding leave. */
  static double tolerance(Case of) {
    return of.precision().equals("float64") ? 1e-9 : 5e-4;
  }

  static Check check(double[][] answer, double[][] reference, double tolerance) {
    if (!hasShapeOf(answer, reference)) {
      return new Check(reference[reference.length - 1], Double.MAX_VALUE, tolerance, false);
    }
    double error = 0;
    double largest = 0;
    for (int k = 0; k < reference.length; k++) {
      for (int j = 0; j < reference[k].length; j++) {
        double difference = Math.abs(answer[k][j] - reference[k][j]);
        error = Double.isNaN(difference) ? Double.MAX_VALUE : Math.max(error, difference);
        largest = Math.max(largest, Math.abs(reference[k][j]));
      }
    }
    boolean passed = error <= tolerance * largest;
    return new Check(reference[reference.length - 1], error / largest, tolerance, passed);
  }

  private static boolean hasShapeOf(double[][] answer, double[][] reference) {
    return answer.length == reference.length
        && Arrays.stream(answer).allMatch(fit -> fit.length == reference[0].length);
  }

  /** Parameters of every fit after the case's epochs, by the moments of the data in float64. */
  static double[][] descents(Case of, List<Dataset> problems) {
    return problems.stream().map(problem -> descent(of, problem)).toArray(double[][]::new);
  }

  private static double[] descent(Case of, Dataset problem) {
    double[][] columns = withOnes(problem);
    double[][] gram = new double[columns.length][columns.length];
    double[] moments = new double[columns.length];
    for (int j = 0; j < columns.length; j++) {
      moments[j] = mean(columns[j], problem.target());
      for (int k = 0; k <= j; k++) {
        gram[j][k] = mean(columns[j], columns[k]);
        gram[k][j] = gram[j][k];
      }
    }
    double[] w = of.start();
    for (int epoch = 0; epoch < of.epochs(); epoch++) {
      double[] next = w.clone();
      for (int j = 0; j < w.length; j++) {
        next[j] -= of.rate() * 2 * (dot(gram[j], w) - moments[j]);
      }
      w = next;
    }
    return w;
  }

  private static double[][] withOnes(Dataset problem) {
    double[] ones = new double[problem.samples()];
    Arrays.fill(ones, 1);
    return Stream.concat(Stream.of(ones), Stream.of(problem.features())).toArray(double[][]::new);
  }

  /** The mean of a product, in blocks, so that rounding does not grow with n. */
  private static double mean(double[] a, double[] b) {
    double sum = 0;
    for (int from = 0; from < a.length; from += 1024) {
      double block = 0;
      for (int i = from; i < Math.min(from + 1024, a.length); i++) {
        block += a[i] * b[i];
      }
      sum += block;
    }
    return sum / a.length;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
