package regress.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import regress.data.Fault.Flaw;

/**
 * A column as it was read: n finite values, or none where a fault keeps it from being fitted. It is
 * numberless if it holds nothing but text and missing values, so that nobody can have meant it.
 */
record Column(String name, double[] values, Optional<Fault> fault, boolean numberless) {
  /** Takes the fields of one column, top to bottom. */
  static final class Builder {
    /** Small, for a table may be taken apart into many thousands. */
    private static final int FIRST_CAPACITY = 8;

    /** So that a long column is copied once, and takes little more than its values. */
    private static final int CHUNK = 1 << 16;

    private final String name;
    private final List<double[]> full = new ArrayList<>(0);
    private double[] values = new double[FIRST_CAPACITY];
    private int size;
    private Fault fault;
    private boolean numberless = true;

    Builder(String name) {
      this.name = name;
    }

    /** A number, or NaN for the next of the texts, which are no numbers. */
    void add(double value, Iterator<String> texts, long line) {
      if (!Double.isNaN(value)) {
        numberless = false;
        append(value);
        return;
      }
      String field = texts.next();
      if (fault == null || numberless && !Fault.isWord(field)) {
        note(Fault.of(field, line));
      }
    }

    private void note(Fault found) {
      numberless &= found.flaw() == Flaw.TEXT || found.flaw() == Flaw.MISSING;
      if (fault == null) {
        fault = found;
        full.clear();
        values = new double[0];
        size = 0;
      }
    }

    private void append(double value) {
      if (fault != null) {
        return;
      }
      if (size == CHUNK) {
        full.add(values);
        values = new double[CHUNK];
        size = 0;
      } else if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    long values() {
      return full.size() * (long) CHUNK + size;
    }

    Column build() {
      double[] exact = new double[full.size() * CHUNK + size];
      for (int i = 0; i < full.size(); i++) {
        System.arraycopy(full.get(i), 0, exact, i * CHUNK, CHUNK);
      }
      System.arraycopy(values, 0, exact, exact.length - size, size);
      full.clear();
      values = null;
      return new Column(name, exact, Optional.ofNullable(fault), numberless);
    }
  }
}
