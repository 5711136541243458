package regress.internal.optimizer;

import java.util.Arrays;
import java.util.function.Supplier;
import regress.data.Rows;
import regress.data.Spread;
import regress.internal.crew.HostCrew;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Later;
import regress.internal.engine.Problem;

/**
 * What reading decimals as doubles left of each column, mapped, in standard deviations.
 *
 * <pre>
 *   own_j^2 = mean of (ulp of x_ij)^2 / 12, 0 for integers, and for constants beside an intercept
 *   worst_j^2 = f_j (largest_j)^2 / 12, the largest ulp of x_ij
 * </pre>
 *
 * <p>A feature that was made of columns has what their rounding left of it, and none of its own.
 *
 * <p>A coefficient, or a residual, may hang on the few rows whose rounding is largest. Equal values
 * have equal errors, which no sum over rows averages out: f_j is the most rows that may share a
 * value, counted in a sample of them.
 *
 * @param own p + 2 values: of the ones 0, or infinite where there is no intercept, so that they are
 *     left out; of the features; of the target
 * @param largest p + 1 values, of features and target that were all read
 * @param factors f_j of columns, then of the target, counted when that is asked for
 * @param mostTarget the target's largest value in size, in its mapped unit, not centred
 */
record InputRounding(
    double[] own, double[] largest, Supplier<double[]> factors, double mostTarget) {
  /** From here on a decimal fraction may look like an integer once it is rounded. */
  private static final double INTEGERS = 0x1p50;

  private static final long EXPONENT = 0x7FF0000000000000L;
  private static final int WINDOW = 256;
  private static final int PART = 32 * WINDOW;
  private static final int SAMPLE = 1024;
  private static final int FEWEST = 256;

  static InputRounding of(Problem problem, Spread spread) {
    return problem.rows().hasPairs() ? ofMade(problem) : ofRead(problem, spread);
  }

  /** Of columns as they were read, by where their values lie: at most twice what it is. */
  private static InputRounding ofRead(Problem problem, Spread spread) {
    int columns = problem.rows().columns();
    double[] own = new double[columns + 1];
    double[] largest = new double[columns];
    own[0] = problem.intercept() ? 0 : Double.POSITIVE_INFINITY;
    for (int j = 0; j < columns; j++) {
      double scale = problem.map().scales()[j];
      boolean isWhole = spread.fractions()[j] == 0 && spread.sizes()[j] < INTEGERS;
      boolean isConstant = spread.areEqual()[j] && problem.intercept();
      if (!isWhole && !isConstant) {
        own[j + 1] = spread.roots()[j] / scale * 0x1p-52 / Math.sqrt(12);
        largest[j] = Math.ulp(spread.sizes()[j]) / scale;
      }
    }
    Supplier<double[]> factors = factors(problem.rows());
    double most = spread.sizes()[columns - 1] / problem.map().scales()[columns - 1];
    return new InputRounding(own, largest, factors, most);
  }

  /** Of the ones, the features, the target. */
  double[] worst() {
    double[] worst = new double[largest.length + 1];
    for (int j = 0; j < largest.length; j++) {
      worst[j + 1] = largest[j] * Math.sqrt(factors.get()[j] / 12);
    }
    return worst;
  }

  /** Value by value, where features are made of columns. */
  private static InputRounding ofMade(Problem problem) {
    Rows rows = problem.rows();
    int columns = rows.columns();
    double[][] first = base(rows, 0, 1);
    Ulps[][] parts = new Ulps[Math.toIntExact((rows.count() - 1) / PART + 1)][];
    HostCrew.share(
        parts.length, rows.values(), k -> parts[k] = part(problem, first, (long) k * PART));
    double[] own = new double[columns + 1];
    own[0] = problem.intercept() ? 0 : Double.POSITIVE_INFINITY;
    double most = 0;
    for (int j = 0; j < columns; j++) {
      Ulps all = new Ulps();
      for (Ulps[] part : parts) {
        all.add(part[j]);
      }
      if (all.differ || !problem.intercept()) {
        own[j + 1] = Math.sqrt(all.squares / rows.count() / 12);
      }
      most = all.mostValue; // The target's, in the end.
    }
    return new InputRounding(own, new double[0], factors(rows), most);
  }

  /** A window of the columns that features are made of, and of the target. */
  static double[][] base(Rows rows, long first, int count) {
    int columns = rows.base().columns();
    double[][] x = new double[columns][count];
    rows.base().read(first, count, x, new double[columns][count]);
    return x;
  }

  /**
   * Which column of the base a column is, the target among both; -1 for a feature that was made.
   */
  private static int source(int column, Rows rows) {
    int target = rows.base().columns() - 1;
    return column == rows.columns() - 1 ? target : column < target ? column : -1;
  }

  /** Of each column of some rows, whose first values say which columns are constant. */
  private static Ulps[] part(Problem problem, double[][] ofFirst, long first) {
    Rows rows = problem.rows();
    double[] scales = problem.map().scales();
    Ulps[] ulps = new Ulps[rows.columns()];
    Arrays.setAll(ulps, j -> new Ulps());
    long end = Math.min(first + PART, rows.count());
    for (long row = first; row < end; row += WINDOW) {
      int count = (int) Math.min(WINDOW, end - row);
      double[][] x = base(rows, row, count);
      double[][] found = new double[x.length][count];
      for (int j = 0; j < ulps.length; j++) {
        int source = source(j, rows);
        if (source >= 0) {
          ulps[j].add(count, x[source], 1 / scales[j], ofFirst[source][0], found[source]);
        }
      }
      Slopes slopes = Slopes.of(rows, problem.map(), x, count);
      for (int j = x.length - 1; j < ulps.length - 1; j++) {
        for (int column = 0; column < x.length - 1; column++) {
          ulps[j].addMade(slopes.of()[column][j], found[column]);
        }
      }
    }
    return ulps;
  }

  /** What there is to know of a column's values. */
  private static final class Ulps {
    private double squares;
    private double mostValue;
    private boolean differ;

    /** Of a column that was read; finds the ulps of its values, mapped. */
    void add(int count, double[] x, double perScale, double first, double[] found) {
      double sum = 0;
      double most = mostValue;
      boolean other = false;
      for (int i = 0; i < count; i++) {
        double power = Double.longBitsToDouble(Double.doubleToRawLongBits(x[i]) & EXPONENT);
        double ulp = isInteger(x[i]) ? 0 : power * perScale * 0x1p-52;
        found[i] = ulp;
        sum += ulp * ulp;
        most = Math.max(most, Math.abs(x[i] * perScale));
        other |= x[i] != first;
      }
      squares += sum;
      mostValue = most;
      differ |= other;
    }

    /**
     * Of a feature that was made of a column with these ulps, or of others where there is no slope.
     */
    void addMade(double[] slope, double[] ulps) {
      for (int i = 0; slope != null && i < ulps.length; i++) {
        squares += slope[i] * ulps[i] * slope[i] * ulps[i];
      }
      differ = true;
    }

    void add(Ulps more) {
      squares += more.squares;
      mostValue = Math.max(mostValue, more.mostValue);
      differ |= more.differ;
    }
  }

  static boolean isInteger(double x) {
    return x == Math.rint(x) && Math.abs(x) < INTEGERS;
  }

  /** f of each column. Of few rows nobody asks: their equal values are found one by one. */
  private static Supplier<double[]> factors(Rows all) {
    if (InputEffects.areFew(all)) {
      return () -> null;
    }
    long n = all.count();
    double[][] sample = all.base().sample((int) Math.min(n, Math.clamp(n / 64, FEWEST, SAMPLE)));
    return new Later<>(
        () ->
            Arrays.stream(sample)
                .mapToDouble(x -> Distinct.of(x).most() * ((double) n / x.length))
                .toArray());
  }

  /** Of the columns and target in x: of all rows, or of a window of them. */
  Levels[] levels(double[][] x, AffineMap map, boolean areAll) {
    Levels[] levels = new Levels[x.length];
    boolean mayShift = own[0] == 0;
    for (int j = 0; j < x.length; j++) {
      int column = j < x.length - 1 ? j : map.scales().length - 1;
      double perScale = 1 / map.scales()[column] / Math.sqrt(12);
      levels[j] =
          areAll
              ? Levels.of(x[j], perScale, mayShift)
              : Levels.each(x[j], perScale * Math.sqrt(factors.get()[j]));
    }
    return levels;
  }
}
