package regress.internal.engine;

import java.util.Arrays;
import java.util.List;
import regress.data.Rows;
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

  /** What a part knows of a column: of all d = value - from, the sum and the largest size. */
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
    }

    void addSizes(int rows, double[] x) {
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
    double[] folded() {
      double[] all = new double[4];
      for (int k = 0; k < sum.length; k++) {
        all[SUM] += sum[k];
        all[MOST] = Math.max(all[MOST], most[k]);
        all[SQUARES] += squares[k];
        all[FRACTION] = Math.max(all[FRACTION], fraction[k]);
      }
      for (double[] lanes : List.of(sum, most, squares, fraction)) {
        Arrays.fill(lanes, 0);
      }
      return all;
    }
  }

  // What a part says of a column.
  private static final int SUM = 0;
  private static final int MOST = 1;
  private static final int SQUARES = 2;
  private static final int FRACTION = 3;

  /**
   * One pass over the rows, for what a map needs: roots are the sizes, and no value counts as an
   * integer, lest a claim of digits forget its rounding.
   */
  public static Spread of(Rows rows) {
    Spread spread = of(rows, Lanes::add);
    Arrays.fill(spread.fractions, 1);
    return spread;
  }

  /** One pass over the rows, for all that there is to know. */
  public static Spread whole(Rows rows) {
    return of(
        rows,
        (lanes, count, x, from) -> {
          lanes.add(count, x, from);
          lanes.addSizes(count, x);
        });
  }

  private interface Look {
    void at(Lanes lanes, int rows, double[] x, double from);
  }

  private static Spread of(Rows rows, Look look) {
    int columns = rows.columns();
    double[][] first = new double[columns][1];
    rows.read(0, 1, first, new double[columns][1]);
    double[][] parts = pass(rows, (lanes, j, count, x) -> look.at(lanes, count, x, first[j][0]));
    Spread spread =
        new Spread(
            new double[columns],
            new double[columns],
            new double[columns],
            new double[columns],
            new double[columns],
            new boolean[columns]);
    for (int j = 0; j < columns; j++) {
      spread.settle(j, first[j][0], parts, rows.count());
    }
    return spread;
  }

  private void settle(int j, double first, double[][] parts, long n) {
    int columns = means.length;
    double mean = sum(parts, j, columns, SUM) / n;
    double farthest = 0;
    for (int part = j; part < parts.length; part += columns) {
      farthest = Math.max(farthest, parts[part][MOST]);
      fractions[j] = Math.max(fractions[j], parts[part][FRACTION]);
    }
    means[j] = first + mean;
    most[j] = farthest + Math.abs(mean);
    sizes[j] = Math.abs(first) + farthest;
    double square = sum(parts, j, columns, SQUARES) / n;
    roots[j] =
        square >= Double.MIN_NORMAL && square <= Double.MAX_VALUE ? Math.sqrt(square) : sizes[j];
    areEqual[j] = farthest == 0;
  }

  /** Standard deviations (divisor n) from means. */
  static double[] deviations(Rows rows, double[] means) {
    double[][] parts = pass(rows, (lanes, j, count, x) -> lanes.addSquares(count, x, means[j]));
    double[] deviations = new double[rows.columns()];
    Arrays.setAll(deviations, j -> Math.sqrt(sum(parts, j, rows.columns(), SUM) / rows.count()));
    return deviations;
  }

  private static double sum(double[][] parts, int column, int columns, int what) {
    double sum = 0;
    for (int part = column; part < parts.length; part += columns) {
      sum += parts[part][what];
    }
    return sum;
  }

  /** What a pass does with a column of a window. */
  private interface Step {
    void take(Lanes lanes, int column, int rows, double[] values);
  }

  /** What each part says of each column, part after part. */
  private static double[][] pass(Rows rows, Step step) {
    int columns = rows.columns();
    int parts = Math.toIntExact((rows.count() - 1) / PART + 1);
    int fitting = Math.clamp(WINDOW_VALUES / columns, 16, 1024);
    int window = (int) Math.min(fitting, rows.count());
    double[][] numbers = new double[ArraySize.of(parts, columns)][];
    HostCrew.stretches(
        parts,
        rows.values(),
        (from, to) -> {
          double[][] values = new double[columns][window];
          double[][] low = rows.hasPairs() ? new double[columns][window] : null;
          Lanes[] lanes = new Lanes[columns];
          Arrays.setAll(lanes, j -> new Lanes(window));
          for (int part = from; part < to; part++) {
            long end = Math.min((part + 1L) * PART, rows.count());
            for (long at = (long) part * PART; at < end; at += window) {
              int count = (int) Math.min(window, end - at);
              rows.read(at, count, values, low);
              for (int j = 0; j < columns; j++) {
                step.take(lanes[j], j, count, values[j]);
              }
            }
            for (int j = 0; j < columns; j++) {
              numbers[part * columns + j] = lanes[j].folded();
            }
          }
        });
    return numbers;
  }
}
