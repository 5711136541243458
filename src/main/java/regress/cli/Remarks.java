package regress.cli;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import regress.data.Printable;

/**
 * What a person may want to know about a column that is about to be fitted, by its values in each
 * table that is fitted by itself.
 */
record Remarks(String name, List<double[]> values) {
  /** Fewer rows count, or have two values, by accident. */
  private static final int FEWEST_ROWS = 3;

  /** A line if the column, as a feature, only counts the rows: of the file, or of every table. */
  Optional<String> asFeature() {
    return Stream.of(0, 1)
        .filter(
            first ->
                rows() >= FEWEST_ROWS
                    && (countsEach(first) || values.size() > 1 && countsAll(first)))
        .map(this::rowNumber)
        .findFirst();
  }

  /** A line if the column, as the target, has two values. */
  Optional<String> asTarget() {
    var distinct = new TreeSet<Double>();
    for (double[] column : values) {
      for (int i = 0; i < column.length && distinct.size() < 3; i++) {
        if (!Double.isNaN(column[i])) { // Not missing.
          distinct.add(column[i] + 0.0);
        }
      }
    }
    return rows() < FEWEST_ROWS || distinct.size() != 2
        ? Optional.empty()
        : Optional.of(
            twoValues(Printable.number(distinct.first()), Printable.number(distinct.last())));
  }

  private String rowNumber(int first) {
    return ("Column '%s' counts the rows (%s, %s, %s, ...): it looks like a row number. Say with"
            + " --features whether it is meant.")
        .formatted(name, first, first + 1, first + 2);
  }

  private String twoValues(String low, String high) {
    boolean share = low.equals("0") && high.equals("1");
    String estimate = share ? "the share of" : "a mean that tells the share of";
    return ("Target '%1$s' has two values, %2$s and %3$s: a straight line through them estimates"
            + " %4$s %3$s, and may leave the range from %2$s to %3$s.")
        .formatted(name, low, high, estimate);
  }

  private int rows() {
    return values.stream().mapToInt(column -> column.length).sum();
  }

  /** Whether the values are the numbers of their rows in the file that all tables come from. */
  private boolean countsAll(int first) {
    return values.stream().allMatch(Remarks::rises)
        && counts(values.stream().flatMapToDouble(DoubleStream::of).sorted().toArray(), first);
  }

  private static boolean rises(double[] column) {
    return IntStream.range(1, column.length).allMatch(i -> column[i] > column[i - 1]);
  }

  private boolean countsEach(int first) {
    return values.stream().anyMatch(column -> column.length >= FEWEST_ROWS)
        && values.stream().allMatch(column -> counts(column, first));
  }

  private static boolean counts(double[] column, int first) {
    return IntStream.range(0, column.length).allMatch(i -> column[i] == first + i);
  }
}
