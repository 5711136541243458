package regress.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * A column as it was read.
 *
 * @param name its name
 * @param values n finite values, or none where there is a fault
 * @param fault what keeps it from being fitted
 * @param numberless whether it holds nothing but text and missing values, so that nobody can have
 *     meant to fit it
 */
record Column(String name, double[] values, Optional<Fault> fault, boolean numberless) {

  /** Takes the fields of one column, top to bottom. */
  static final class Builder {
    /** Small, for a table may be taken apart into many thousands. */
    private static final int FIRST_CAPACITY = 8;

    private final String name;
    private double[] values = new double[FIRST_CAPACITY];
    private int size;
    private Fault fault;
    private boolean numberless = true;

    Builder(String name) {
      this.name = name;
    }

    void add(String raw, long line) {
      if (fault != null && !numberless) {
        return; // Neither the values nor the kind of the column can change any more.
      }
      String field = raw.strip();
      double value = Numeral.parse(field);
      if (!Double.isNaN(value)) {
        numberless = false;
        append(value);
      } else {
        note(Flaw.of(field), field, line);
      }
    }

    private void note(Flaw flaw, String field, long line) {
      numberless &= flaw == Flaw.TEXT || flaw == Flaw.MISSING;
      if (fault == null) {
        fault = new Fault(line, flaw, field);
        values = new double[0];
        size = 0;
      }
    }

    private void append(double value) {
      if (fault != null) {
        return;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
    }

    Column build() {
      double[] exact = fault == null ? Arrays.copyOf(values, size) : values;
      values = null;
      return new Column(name, exact, Optional.ofNullable(fault), numberless);
    }
  }
}
