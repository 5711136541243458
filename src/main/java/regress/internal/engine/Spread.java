package regress.internal.engine;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import regress.data.Rows;

/**
 * Where the values of each column lie: their mean, from which none is farther than the most. Parts
 * of the rows add up in their order, whatever the number of threads; within a part, the k-th row of
 * every window in lane k, as HotSpot vectorises it.
 */
record Spread(double[] means, double[] most) {
  /** Rows that one thread takes at a time. */
  private static final int PART = 1 << 13;

  /** Values of a window, which the first cache holds. */
  private static final int WINDOW_VALUES = 1 << 11;

  /** What a part knows of a column: of all d = value - from, the sum and the largest size. */
  private record Lanes(double[] sum, double[] most) {
    Lanes(int lanes) {
      this(new double[lanes], new double[lanes]);
    }

    void add(int rows, double[] x, double from) {
      for (int k = 0; k < rows; k++) {
        double d = x[k] - from;
        sum[k] += d;
        most[k] = Math.max(most[k], Math.abs(d));
      }
    }

    void addSquares(int rows, double[] x, double from) {
      for (int k = 0; k < rows; k++) {
        double d = x[k] - from;
        sum[k] += d * d;
      }
    }

    /** Of all lanes. */
    double[] folded() {
      return new double[] {
        DoubleStream.of(sum).reduce(0, Double::sum), DoubleStream.of(most).max().orElseThrow()
      };
    }
  }

  /** One pass over the rows. */
  static Spread of(Rows rows) {
    int columns = rows.columns();
    double[][] first = new double[columns][1];
    rows.read(0, 1, first, new double[columns][1]);
    double[][] parts = pass(rows, (lanes, j, count, x) -> lanes.add(count, x, first[j][0]));
    double[] means = new double[columns];
    double[] most = new double[columns];
    for (int j = 0; j < columns; j++) {
      double mean = sum(parts, j, columns) / rows.count();
      means[j] = first[j][0] + mean;
      for (int part = j; part < parts.length; part += columns) {
        most[j] = Math.max(most[j], parts[part][1] + Math.abs(mean));
      }
    }
    return new Spread(means, most);
  }

  /** Standard deviations (divisor n) from means. */
  static double[] deviations(Rows rows, double[] means) {
    double[][] parts = pass(rows, (lanes, j, count, x) -> lanes.addSquares(count, x, means[j]));
    double[] deviations = new double[rows.columns()];
    Arrays.setAll(deviations, j -> Math.sqrt(sum(parts, j, rows.columns()) / rows.count()));
    return deviations;
  }

  private static double sum(double[][] parts, int column, int columns) {
    double sum = 0;
    for (int part = column; part < parts.length; part += columns) {
      sum += parts[part][0];
    }
    return sum;
  }

  /** What a pass does with a column of a window. */
  private interface Step {
    void take(Lanes lanes, int column, int rows, double[] values);
  }

  /** Sum and largest size of each column of each part, part after part. */
  private static double[][] pass(Rows rows, Step step) {
    int columns = rows.columns();
    int parts = Math.toIntExact((rows.count() - 1) / PART + 1);
    int fitting = Math.clamp(WINDOW_VALUES / columns, 16, 1024);
    int window = (int) Math.min(fitting, rows.count());
    double[][] numbers = new double[ArraySize.of(parts, columns)][];
    HostCrew.forEach(
        parts,
        rows,
        part -> {
          double[][] values = new double[columns][window];
          double[][] low = rows.hasPairs() ? new double[columns][window] : null;
          Lanes[] lanes = new Lanes[columns];
          Arrays.setAll(lanes, j -> new Lanes(window));
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
        });
    return numbers;
  }
}
