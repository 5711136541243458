package regress.data;

import java.util.Arrays;
import java.util.List;
import regress.internal.crew.HostCrew;

/**
 * Where the values of each column lie: their mean, from which none is farther than the most. Parts
 * of the rows add up in their order, whatever the number of threads; within a part, the k-th row of
 * every window in lane k, as HotSpot vectorises it.
 *
 * @param sizes of values, which none is above
 * @param roots of the mean square of values, or sizes where that is beyond float64
 * @param fractions the largest distance of a value from an integer
 * @param areEqual whether all values are
 */
public record Spread(
    double[] means,
    double[] most,
    double[] sizes,
    double[] roots,
    double[] fractions,
    boolean[] areEqual) {
  /** Rows that one thread takes at a time. */
  private static final int PART = 1 << 13;

  /** Values of a window, which the first cache holds. */
  private static final int WINDOW_VALUES = 1 << 11;

  /**
   * What is known of a column, or of some rows of it: of all d = value - from, the sum and the
   * largest size; of values, the sum of squares and the largest distance from an integer.
   */
  record Look(double from, double sum, double most, double squares, double fraction) {
    static Look nothing(double from) {
      return new Look(from, 0, 0, 0, 0);
    }

    /** Rows and those that follow. */
    Look and(Look next) {
      return new Look(
          from,
          sum + next.sum,
          Math.max(most, next.most),
          squares + next.squares,
          Math.max(fraction, next.fraction));
    }

    /** Of a column whose every row would have a lane of its own. */
    private static Look few(double[] column) {
      double from = column[0];
      double sum = 0;
      double most = 0;
      double squares = 0;
      double fraction = 0;
      for (double x : column) {
        sum += x - from;
        most = Math.max(most, Math.abs(x - from));
        squares += x * x;
        fraction = Math.max(fraction, Math.abs(x - Math.rint(x)));
      }
      return new Look(from, sum, most, squares, fraction);
    }

    /** Of one of so many columns, n values. */
    static Look at(double[] column, int columns) {
      int window = window(columns, column.length);
      return window < column.length
          ? at(column, new double[window], new Lanes(window))
          : few(column);
    }

    private static Look at(double[] column, double[] values, Lanes lanes) {
      int n = column.length;
      Look look = nothing(column[0]);
      for (int part = 0; part < parts(n); part++) {
        int end = (int) Math.min((part + 1L) * PART, n);
        for (int at = part * PART; at < end; at += values.length) {
          int count = Math.min(values.length, end - at);
          // HotSpot vectorises no sum of what stands at another place than the lane.
          System.arraycopy(column, at, values, 0, count);
          lanes.add(count, values, look.from);
        }
        look = look.and(lanes.folded(look.from));
      }
      return look;
    }
  }

  /** Of columns of n values, looked at while they are copied. */
  static Spread copied(double[][] columns) {
    int n = columns[0].length;
    Look[] looks = new Look[columns.length];
    HostCrew.share(
        looks.length,
        (long) n * looks.length,
        j -> {
          columns[j] = columns[j].clone();
          looks[j] = Look.at(columns[j], looks.length);
        });
    return of(looks, n);
  }

  /** Of columns of n values, one after the other. */
  static Spread of(double[][] columns) {
    int n = columns[0].length;
    int window = window(columns.length, n);
    Lanes lanes = new Lanes(window < n ? window : 0);
    double[] values = new double[lanes.sum.length];
    Look[] looks = new Look[columns.length];
    for (int j = 0; j < looks.length; j++) {
      looks[j] = window < n ? Look.at(columns[j], values, lanes) : Look.few(columns[j]);
    }
    return of(looks, n);
  }

  private record Lanes(double[] sum, double[] most, double[] squares, double[] fraction) {
    Lanes(int lanes) {
      this(new double[lanes], new double[lanes], new double[lanes], new double[lanes]);
    }

    void add(int rows, double[] x, double from) {
      for (int k = 0; k < rows; k++) {
        double d = x[k] - from;
        sum[k] += d;
        most[k] = Math.max(most[k], Math.abs(d));
      }
      for (int k = 0; k < rows; k++) {
        squares[k] += x[k] * x[k];
        fraction[k] = Math.max(fraction[k], Math.abs(x[k] - Math.rint(x[k])));
      }
    }

    void addSquares(int rows, double[] x, double from) {
      for (int k = 0; k < rows; k++) {
        double d = x[k] - from;
        sum[k] += d * d;
      }
    }

    /** Of all lanes, which begin anew. */
    Look folded(double from) {
      double allSum = 0;
      double allMost = 0;
      double allSquares = 0;
      double allFraction = 0;
      for (int k = 0; k < sum.length; k++) {
        allSum += sum[k];
        allMost = Math.max(allMost, most[k]);
        allSquares += squares[k];
        allFraction = Math.max(allFraction, fraction[k]);
      }
      for (double[] lanes : List.of(sum, most, squares, fraction)) {
        Arrays.fill(lanes, 0);
      }
      return new Look(from, allSum, allMost, allSquares, allFraction);
    }
  }

  /** One pass over the rows. */
  static Spread of(Rows rows) {
    int columns = rows.columns();
    double[][] first = new double[columns][1];
    rows.read(0, 1, first, new double[columns][1]);
    double[] from = Arrays.stream(first).mapToDouble(value -> value[0]).toArray();
    return of(pass(rows, from, Lanes::add), rows.count());
  }

  /** Of columns that have been looked at, n values each. */
  static Spread of(Look[] looks, long n) {
    int columns = looks.length;
    Spread spread =
        new Spread(
            new double[columns],
            new double[columns],
            new double[columns],
            new double[columns],
            new double[columns],
            new boolean[columns]);
    for (int j = 0; j < columns; j++) {
      spread.settle(j, looks[j], n);
    }
    return spread;
  }

  private void settle(int j, Look look, long n) {
    double mean = look.sum / n;
    means[j] = look.from + mean;
    most[j] = look.most + Math.abs(mean);
    sizes[j] = Math.abs(look.from) + look.most;
    double square = look.squares / n;
    roots[j] =
        square >= Double.MIN_NORMAL && square <= Double.MAX_VALUE ? Math.sqrt(square) : sizes[j];
    fractions[j] = look.fraction;
    areEqual[j] = look.most == 0;
  }

  /** Standard deviations (divisor n) from means. */
  public static double[] deviations(Rows rows, double[] means) {
    Look[] squares = pass(rows, means, Lanes::addSquares);
    return Arrays.stream(squares).mapToDouble(look -> Math.sqrt(look.sum / rows.count())).toArray();
  }

  private static int parts(long n) {
    return Math.toIntExact((n - 1) / PART + 1);
  }

  private static int window(int columns, long n) {
    return (int) Math.min(Math.clamp(WINDOW_VALUES / columns, 16, 1024), n);
  }

  /** What a pass does with a column of a window. */
  private interface Step {
    void take(Lanes lanes, int rows, double[] values, double from);
  }

  private static Look[] pass(Rows rows, double[] from, Step step) {
    int columns = rows.columns();
    int window = window(columns, rows.count());
    Look[][] parts = new Look[parts(rows.count())][columns];
    HostCrew.stretches(
        parts.length,
        rows.values(),
        (first, last) -> {
          double[][] values = new double[columns][window];
          double[][] low = rows.hasPairs() ? new double[columns][window] : null;
          Lanes[] lanes = new Lanes[columns];
          Arrays.setAll(lanes, j -> new Lanes(window));
          for (int part = first; part < last; part++) {
            long end = Math.min((part + 1L) * PART, rows.count());
            for (long at = (long) part * PART; at < end; at += window) {
              int count = (int) Math.min(window, end - at);
              rows.read(at, count, values, low);
              for (int j = 0; j < columns; j++) {
                step.take(lanes[j], count, values[j], from[j]);
              }
            }
            for (int j = 0; j < columns; j++) {
              parts[part][j] = lanes[j].folded(from[j]);
            }
          }
        });
    Look[] all = new Look[columns];
    Arrays.setAll(all, j -> Look.nothing(from[j]));
    for (Look[] part : parts) {
      Arrays.setAll(all, j -> all[j].and(part[j]));
    }
    return all;
  }
}
