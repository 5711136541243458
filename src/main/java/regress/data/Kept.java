package regress.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows of a table that are left when rows without a value are dropped.
 *
 * @param rows their places; empty: all
 * @param missing what the others lack
 */
record Kept(Optional<int[]> rows, Missing missing) {
  static final Kept ALL = new Kept(Optional.empty(), Missing.NONE);

  /** The rows, of n, that have a value of every column. */
  static Kept of(List<Column> columns, int n) {
    BitSet gone = new BitSet();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Column column : columns) {
      BitSet own = column.gaps();
      if (!own.isEmpty()) {
        counts.put(column.name(), (long) own.cardinality());
        gone.or(own);
      }
    }
    return gone.isEmpty()
        ? ALL
        : new Kept(
            Optional.of(IntStream.range(0, n).filter(i -> !gone.get(i)).toArray()),
            new Missing(gone.cardinality(), counts));
  }

  /** Their values. */
  double[] of(double[] column) {
    return rows.map(own -> Arrays.stream(own).mapToDouble(i -> column[i]).toArray()).orElse(column);
  }

  /** How many of n rows they are. */
  int count(int n) {
    return rows.map(own -> own.length).orElse(n);
  }

  /** The table's row, counted from 0, that a row is. */
  int row(int i) {
    return rows.map(own -> own[i]).orElse(i);
  }
}
