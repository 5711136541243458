package regress.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import regress.Coefficient;
import regress.Fit;
import regress.Regression;
import regress.data.Dataset;

/**
 * Fits of fresh tables with default options, from the caller's arrays to coefficients with digits
 * and standard errors. A line {@code n p} makes a table; a line {@code nanos} fits it for so long
 * and answers with the median of the nanoseconds of a fit, its engine, and its coefficients.
 *
 * <pre>
 *   Fresh ENGINE
 * </pre>
 */
final class Fresh {
  private static final int FEWEST = 3;

  private Fresh() {}

  /** As {@code column} in {@code fresh.py}. */
  private static double[] column(int n, int j) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      long z = j * 0xD1B54A32D192ED03L + i;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      values[i] = (z >>> 11) * 0x1p-53 + j;
    }
    return values;
  }

  private static double[] target(double[][] x) {
    double[] y = column(x[0].length, x.length);
    for (int j = 0; j < x.length; j++) {
      for (int i = 0; i < y.length; i++) {
        y[i] += x[j][i] * (1 + j % 3);
      }
    }
    return y;
  }

  private static String turn(Regression options, double[][] x, double[] y, long budget) {
    long[] nanos = new long[1 << 16];
    int fits = 0;
    Fit fit = null;
    double far = 0;
    for (long end = System.nanoTime() + budget;
        fits < FEWEST || System.nanoTime() < end && fits < nanos.length;
        fits++) {
      long begin = System.nanoTime();
      fit = options.fit(Dataset.of(x, y));
      for (Coefficient one : fit.inference().orElseThrow().coefficients()) {
        far += one.standardError() + fit.digits().orElseThrow();
      }
      nanos[fits] = System.nanoTime() - begin;
    }
    if (!(far > 0)) {
      throw new IllegalStateException("no standard errors");
    }
    // The first finds the caches cold.
    long[] sorted = Arrays.stream(nanos, 1, fits).sorted().toArray();
    String coefficients =
        DoubleStream.concat(DoubleStream.of(fit.intercept()), DoubleStream.of(fit.coefficients()))
            .mapToObj(Double::toString)
            .collect(Collectors.joining(","));
    return sorted[sorted.length / 2] + " " + fit.attestation().engine() + " " + coefficients;
  }

  /** See above. */
  public static void main(String[] args) throws IOException {
    Regression options = Regression.squared().engine(args[0]);
    double[][] x = {};
    double[] y = {};
    var in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      if (words.length == 1) {
        System.out.println(turn(options, x, y, Long.parseLong(line)));
        continue;
      }
      x = new double[Integer.parseInt(words[1])][];
      for (int j = 0; j < x.length; j++) {
        x[j] = column(Integer.parseInt(words[0]), j);
      }
      y = target(x);
    }
  }
}
