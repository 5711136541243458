package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.internal.engine.AffineMap;
import regress.internal.engine.HostCrew;

/**
 * What reading decimals as doubles left of each column, mapped, in standard deviations.
 *
 * <pre>
 *   own_j^2 = mean of (ulp of x_ij)^2 / 12, 0 for integers and constants
 *   worst_j^2 = f_j (largest ulp of x_ij)^2 / 12
 * </pre>
 *
 * <p>A coefficient, or a residual, may hang on the few rows whose rounding is largest. Equal values
 * have equal errors, which no sum over rows averages out: f_j is the most rows that may share a
 * value, counted in a sample of them.
 *
 * @param own p + 2 values: 0 for the ones, the features, the target
 * @param worst likewise
 * @param mostTarget the target's largest value in size, in its mapped unit, not centred
 */
record InputRounding(double[] own, double[] worst, double mostTarget) {
  /** From here on a decimal fraction may look like an integer once it is rounded. */
  private static final double INTEGERS = 0x1p50;

  private static final long EXPONENT = 0x7FF0000000000000L;
  private static final int WINDOW = 256;
  private static final int PART = 32 * WINDOW;
  private static final int SAMPLE = 1024;

  static InputRounding of(Rows rows, AffineMap map) {
    int columns = rows.columns();
    double[][] first = new double[columns][1];
    rows.read(0, 1, first, new double[columns][1]);
    Ulps[][] parts = new Ulps[Math.toIntExact((rows.count() - 1) / PART + 1)][];
    HostCrew.forEach(parts.length, rows, k -> parts[k] = part(rows, map, first, (long) k * PART));
    double[] own = new double[columns + 1];
    double[] worst = new double[columns + 1];
    double most = 0;
    double[] factors = factors(rows);
    for (int j = 0; j < columns; j++) {
      Ulps all = new Ulps();
      for (Ulps[] part : parts) {
        all.add(part[j]);
      }
      if (all.differ) {
        own[j + 1] = Math.sqrt(all.squares / rows.count() / 12);
        worst[j + 1] = all.largest * Math.sqrt(factors[j] / 12);
      }
      most = all.mostValue; // The target's, in the end.
    }
    return new InputRounding(own, worst, most);
  }

  /** Of each column of some rows, whose first values say which columns are constant. */
  private static Ulps[] part(Rows rows, AffineMap map, double[][] ofFirst, long first) {
    int columns = rows.columns();
    int window = (int) Math.min(WINDOW, rows.count());
    double[][] high = new double[columns][window];
    double[][] low = new double[columns][window];
    Ulps[] ulps = new Ulps[columns];
    Arrays.setAll(ulps, j -> new Ulps());
    long end = Math.min(first + PART, rows.count());
    for (long row = first; row < end; row += window) {
      int count = (int) Math.min(window, end - row);
      rows.read(row, count, high, low);
      for (int j = 0; j < columns; j++) {
        ulps[j].add(count, high[j], 1 / map.scales()[j], ofFirst[j][0]);
      }
    }
    return ulps;
  }

  /** What there is to know of a column's values. */
  private static final class Ulps {
    private double squares;
    private double largest;
    private double mostValue;
    private boolean differ;

    void add(int count, double[] x, double perScale, double first) {
      double sum = 0;
      double most = mostValue;
      double mostUlp = largest;
      boolean other = false;
      for (int i = 0; i < count; i++) {
        double power = Double.longBitsToDouble(Double.doubleToRawLongBits(x[i]) & EXPONENT);
        double ulp = isInteger(x[i]) ? 0 : power * perScale * 0x1p-52;
        sum += ulp * ulp;
        mostUlp = Math.max(mostUlp, ulp);
        most = Math.max(most, Math.abs(x[i] * perScale));
        other |= x[i] != first;
      }
      squares += sum;
      largest = mostUlp;
      mostValue = most;
      differ |= other;
    }

    void add(Ulps more) {
      squares += more.squares;
      largest = Math.max(largest, more.largest);
      mostValue = Math.max(mostValue, more.mostValue);
      differ |= more.differ;
    }
  }

  private static boolean isInteger(double x) {
    return x == Math.rint(x) && Math.abs(x) < INTEGERS;
  }

  /** f of each column. */
  private static double[] factors(Rows rows) {
    int columns = rows.columns();
    int some = (int) Math.min(SAMPLE, rows.count());
    double[][] sample = new double[columns][some];
    double[][] one = new double[columns][1];
    double[][] low = new double[columns][1];
    for (int k = 0; k < some; k++) {
      rows.read(rows.count() * k / some, 1, one, low);
      for (int j = 0; j < columns; j++) {
        sample[j][k] = one[j][0];
      }
    }
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      factors[j] = mostEqual(sample[j]) * ((double) rows.count() / some);
    }
    return factors;
  }

  private static int mostEqual(double[] values) {
    Arrays.sort(values);
    int most = 1;
    int run = 0;
    for (int k = 0; k < values.length; k++) {
      run = k > 0 && values[k] == values[k - 1] ? run + 1 : 1;
      most = isInteger(values[k]) ? most : Math.max(most, run);
    }
    return most;
  }

  /**
   * The distinct values of a column that are no integers, and their rounding.
   *
   * @param of the level of each row; -1 for an integer
   * @param deviations of each level, mapped
   */
  record Levels(int[] of, double[] deviations) {
    /** Of ones, features and target. */
    static Levels[] of(Rows rows, AffineMap map) {
      int n = Math.toIntExact(rows.count());
      double[][] high = new double[rows.columns()][n];
      rows.read(0, n, high, new double[rows.columns()][n]);
      Levels[] levels = new Levels[rows.columns() + 1];
      for (int j = 1; j < levels.length; j++) {
        levels[j] = of(high[j - 1], 1 / map.scales()[j - 1]);
      }
      return levels;
    }

    private static Levels of(double[] x, double perScale) {
      double[] distinct =
          Arrays.stream(x).filter(value -> !isInteger(value)).sorted().distinct().toArray();
      int[] of = new int[x.length];
      Arrays.setAll(of, i -> isInteger(x[i]) ? -1 : Arrays.binarySearch(distinct, x[i]));
      boolean isConstant = distinct.length == 1 && Arrays.stream(of).allMatch(level -> level == 0);
      double[] deviations = new double[distinct.length];
      if (!isConstant) {
        Arrays.setAll(deviations, l -> Math.ulp(distinct[l]) * perScale / Math.sqrt(12));
      }
      return new Levels(of, deviations);
    }

    /** The variance of sum of (f c_i + g r_i) d_i, for errors d of the levels. */
    double square(double f, double[] c, double g, double[] r) {
      double[] sums = new double[deviations.length];
      for (int i = 0; i < of.length; i++) {
        if (of[i] >= 0) {
          sums[of[i]] += f * c[i] + g * r[i];
        }
      }
      double square = 0;
      for (int l = 0; l < sums.length; l++) {
        square += sums[l] * sums[l] * deviations[l] * deviations[l];
      }
      return square;
    }
  }
}
