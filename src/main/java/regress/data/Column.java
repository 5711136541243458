package regress.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import regress.data.Fault.Flaw;

/**
 * A column as it was read: n finite values, or none where a fault keeps it from being fitted. It is
 * numberless if it holds nothing but text and missing values, so that nobody can have meant it.
 */
record Column(String name, double[] values, Optional<Fault> fault, boolean numberless) {
  /** Takes one column of blocks of rows, top to bottom. */
  static final class Builder {
    private final String name;
    private final List<double[]> blocks = new ArrayList<>(1);
    private Fault fault;
    private boolean numberless = true;

    Builder(String name) {
      this.name = name;
    }

    /** A field that is no number, before the block that it is in. */
    void note(String field, long line) {
      if (fault != null && (!numberless || Fault.isWord(field))) {
        return; // It would change nothing.
      }
      Fault found = Fault.of(field, line);
      numberless &= found.flaw() == Flaw.TEXT || found.flaw() == Flaw.MISSING;
      if (fault == null) {
        fault = found;
        blocks.clear();
      }
    }

    boolean isWhole() {
      return fault == null;
    }

    /** The values at place j of so many rows of a width, NaN for what is no number. */
    void take(double[] rows, int count, int width, int j) {
      double[] values = new double[fault == null ? count : 0];
      for (int i = 0; i < values.length; i++) {
        values[i] = rows[i * width + j];
      }
      for (int i = 0; i < count && numberless; i++) {
        numberless = Double.isNaN(rows[i * width + j]);
      }
      blocks.add(values);
    }

    Column build() {
      double[] exact = blocks.getFirst();
      if (blocks.size() > 1) {
        exact = new double[blocks.stream().mapToInt(block -> block.length).sum()];
        int size = 0;
        for (double[] block : blocks) {
          System.arraycopy(block, 0, exact, size, block.length);
          size += block.length;
        }
      }
      blocks.clear();
      return new Column(name, exact, Optional.ofNullable(fault), numberless);
    }
  }
}
