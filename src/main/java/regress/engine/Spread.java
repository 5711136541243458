package regress.engine;

import java.util.Arrays;
import regress.data.Rows;

/**
 * Where the values of each column lie. Parts of the rows add up in their order, whatever the number
 * of threads.
 *
 * @param means of each column
 * @param most of each column: the largest distance of a value from the mean
 */
record Spread(double[] means, double[] most) {
  /** Rows that one thread takes at a time. */
  private static final int PART = 1 << 13;

  /** Values of a window, which the first cache holds. */
  private static final int WINDOW_VALUES = 1 << 11;

  /** What a pass does with a column of a window: adds to its part's three numbers. */
  private interface Step {
    void add(int column, int rows, double[] values, double[] numbers);
  }

  /** One pass over the rows. */
  static Spread of(Rows rows) {
    double[][] first = new double[rows.columns()][1];
    rows.read(0, 1, first, new double[rows.columns()][1]);
    double[][] parts =
        pass(rows, (column, count, x, numbers) -> distances(count, x, first[column][0], numbers));
    double[] means = new double[rows.columns()];
    double[] most = new double[rows.columns()];
    for (int column = 0; column < rows.columns(); column++) {
      double mean = sum(parts, column, rows.columns()) / rows.count();
      for (int part = column; part < parts.length; part += rows.columns()) {
        double below = mean - parts[part][1];
        most[column] = Math.max(most[column], Math.max(below, parts[part][2] - mean));
      }
      means[column] = first[column][0] + mean;
    }
    return new Spread(means, most);
  }

  /** Standard deviations (divisor n) from means. */
  static double[] deviations(Rows rows, double[] means) {
    double[][] parts = pass(rows, (column, n, x, numbers) -> squares(n, x, means[column], numbers));
    double[] deviations = new double[rows.columns()];
    Arrays.setAll(
        deviations, column -> Math.sqrt(sum(parts, column, rows.columns()) / rows.count()));
    return deviations;
  }

  private static double sum(double[][] parts, int column, int columns) {
    double sum = 0;
    for (int part = column; part < parts.length; part += columns) {
      sum += parts[part][0];
    }
    return sum;
  }

  /** Three numbers of each column of each part, part after part. */
  private static double[][] pass(Rows rows, Step step) {
    int columns = rows.columns();
    int parts = Math.toIntExact((rows.count() - 1) / PART + 1);
    double[][] numbers = new double[ArraySize.of(parts, columns)][3];
    int window = Math.clamp(WINDOW_VALUES / columns, 16, PART);
    Sharing.forEach(
        parts,
        rows,
        part -> {
          double[][] values = new double[columns][window];
          double[][] low = rows.hasPairs() ? new double[columns][window] : null;
          long end = Math.min((part + 1L) * PART, rows.count());
          for (long at = (long) part * PART; at < end; at += window) {
            int count = (int) Math.min(window, end - at);
            rows.read(at, count, values, low);
            for (int column = 0; column < columns; column++) {
              step.add(column, count, values[column], numbers[part * columns + column]);
            }
          }
        });
    return numbers;
  }

  /**
   * Sum, least and greatest of the distances from a value of the column. In four sums, because an
   * addition takes as long as four that do not wait for each other.
   */
  private static void distances(int rows, double[] x, double from, double[] numbers) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < rows - 3; i += 4) {
      a += x[i] - from;
      b += x[i + 1] - from;
      c += x[i + 2] - from;
      d += x[i + 3] - from;
    }
    for (; i < rows; i++) {
      a += x[i] - from;
    }
    numbers[0] += (a + b) + (c + d);
    double least = numbers[1];
    double greatest = numbers[2];
    for (i = 0;
        i < rows;
        i++) { // Seldom, which Math.max cannot know: each would wait for the last.
      double distance = x[i] - from;
      if (distance < least) {
        least = distance;
      }
      if (distance > greatest) {
        greatest = distance;
      }
    }
    numbers[1] = least;
    numbers[2] = greatest;
  }

  private static void squares(int rows, double[] x, double mean, double[] numbers) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i < rows - 3; i += 4) {
      a += (x[i] - mean) * (x[i] - mean);
      b += (x[i + 1] - mean) * (x[i + 1] - mean);
      c += (x[i + 2] - mean) * (x[i + 2] - mean);
      d += (x[i + 3] - mean) * (x[i + 3] - mean);
    }
    for (; i < rows; i++) {
      a += (x[i] - mean) * (x[i] - mean);
    }
    numbers[0] += (a + b) + (c + d);
  }
}
