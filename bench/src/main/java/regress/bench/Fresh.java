package regress.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import regress.Coefficient;
import regress.Fit;
import regress.Regression;
import regress.data.Dataset;

/**
 * Fits of fresh tables with default options, from the caller's arrays to coefficients, of one table
 * with digits and standard errors. A line {@code n p tables} makes tables, which are fitted at once
 * where they are several; a line {@code nanos} fits them for so long and answers with the median of
 * the nanoseconds that they take, the engine, and the last one's coefficients.
 *
 * <pre>
 *   Fresh ENGINE
 * </pre>
 */
final class Fresh {
  private static final int FEWEST = 3;

  private Fresh() {}

  /** As {@code column} in {@code fresh.py}. */
  private static double[] column(int n, int j, int table) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      long z = (j + 100L * table) * 0xD1B54A32D192ED03L + i;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      values[i] = (z >>> 11) * 0x1p-53 + j;
    }
    return values;
  }

  private static double[] target(double[][] x, int table) {
    double[] y = column(x[0].length, x.length, table);
    for (int j = 0; j < x.length; j++) {
      for (int i = 0; i < y.length; i++) {
        y[i] += x[j][i] * (1 + j % 3);
      }
    }
    return y;
  }

  private static Fit one(Regression options, double[][] x, double[] y) {
    Fit fit = options.fit(Dataset.of(x, y));
    double far = 0;
    for (Coefficient one : fit.inference().orElseThrow().coefficients()) {
      far += one.standardError() + fit.digits().orElseThrow();
    }
    if (!(far > 0)) {
      throw new IllegalStateException("no standard errors");
    }
    return fit;
  }

  private static Fit last(Regression options, double[][][] x, double[][] y) {
    List<Dataset> tables = new ArrayList<>(x.length);
    for (int i = 0; i < x.length; i++) {
      tables.add(Dataset.of(x[i], y[i]));
    }
    List<Fit> fits = options.fitAll(tables);
    List<double[]> coefficients = new ArrayList<>(x.length);
    fits.forEach(fit -> coefficients.add(fit.coefficients()));
    return fits.get(coefficients.size() - 1);
  }

  private static String turn(Regression options, double[][][] x, double[][] y, long budget) {
    long[] nanos = new long[1 << 16];
    int fits = 0;
    Fit fit = null;
    for (long end = System.nanoTime() + budget;
        fits < FEWEST || System.nanoTime() < end && fits < nanos.length;
        fits++) {
      long begin = System.nanoTime();
      fit = x.length == 1 ? one(options, x[0], y[0]) : last(options, x, y);
      nanos[fits] = System.nanoTime() - begin;
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
    double[][][] x = {};
    double[][] y = {};
    var in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      if (words.length == 1) {
        System.out.println(turn(options, x, y, Long.parseLong(line)));
        continue;
      }
      x = new double[Integer.parseInt(words[2])][Integer.parseInt(words[1])][];
      y = new double[x.length][];
      for (int table = 0; table < x.length; table++) {
        for (int j = 0; j < x[table].length; j++) {
          x[table][j] = column(Integer.parseInt(words[0]), j, table);
        }
        y[table] = target(x[table], table);
      }
    }
  }
}
