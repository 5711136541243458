package regress.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import regress.data.Fault.Flaw;

/**
 * A column as it was read.
 *
 * @param values n, as {@link Texts} has them; none where they are not kept
 * @param texts those among them
 * @param fault the first field that is no number, and not missing
 * @param missing the first that is
 * @param numberless whether it holds nothing but text and missing values, so that nobody can have
 *     meant it as numbers
 */
record Column(
    String name,
    double[] values,
    List<String> texts,
    Optional<Fault> fault,
    Optional<Fault> missing,
    boolean numberless) {
  /** Of numbers alone. */
  static Column of(String name, double[] values) {
    return new Column(name, values, List.of(), Optional.empty(), Optional.empty(), false);
  }

  /** Its numbers, or else the first field that is none, in the words of its table. */
  double[] numbers(String table, boolean mayBeMissing) {
    Stream.concat(fault.stream(), mayBeMissing ? Stream.empty() : missing.stream())
        .min(Comparator.comparingLong(Fault::line))
        .ifPresent(
            first -> {
              throw first.in(table, name);
            });
    return values;
  }

  /** Its words, or else why it has none. */
  Coded words(String table, boolean mayBeMissing) {
    missing
        .filter(first -> !mayBeMissing)
        .ifPresent(
            first -> {
              throw first.in(table, name);
            });
    if (fault.isPresent() && texts.isEmpty()) {
      throw Coded.tooMany(table, name, "more than " + Texts.MOST);
    }
    return Coded.of(values, texts);
  }

  /** Whether it holds text, and no numbers. */
  boolean isText() {
    return numberless && fault.isPresent();
  }

  /** In those rows alone. */
  Column of(int[] rows) {
    double[] own = new double[values.length == 0 ? 0 : rows.length];
    Arrays.setAll(own, i -> values[rows[i]]);
    return new Column(name, own, texts, fault, missing, numberless);
  }

  /** The rows in which its value is missing. */
  BitSet gaps() {
    BitSet gaps = new BitSet();
    for (int i = 0; missing.isPresent() && i < values.length; i++) {
      if (Texts.isGap(values[i])) {
        gaps.set(i);
      }
    }
    return gaps;
  }

  /** Takes one column of rows, top to bottom. */
  static final class Builder {
    private static final int FIRST_CAPACITY = 8;

    /** So that a long column is copied once, and takes little more than its values. */
    private static final int BLOCK = 1 << 16;

    private final String name;
    private final List<double[]> full = new ArrayList<>(0);
    private double[] open = new double[FIRST_CAPACITY];
    private int held;

    /** Null where the column is none once it holds text. */
    private Texts texts;

    private Fault fault;
    private Fault missing;
    private boolean numberless = true;

    Builder(String name, boolean keepsText) {
      this.name = name;
      this.texts = keepsText ? new Texts() : null;
    }

    /** Adds a value; NaN is the next of the texts. */
    void add(double value, Iterator<String> texts, long line) {
      double noted = Double.isNaN(value) ? note(texts.next(), line) : value;
      numberless &= Double.isNaN(value);
      if (isWhole()) {
        reserve(1);
        open[held++] = noted;
      }
    }

    /** Adds the values at a place, which follow so many lines. */
    void add(Fields fields, int place, Iterator<String> texts, long before) {
      double[] values = fields.values(place);
      int rows = fields.rows();
      int next = 0;
      for (; next < rows && texts.hasNext(); next++) {
        add(values[next], texts, before + fields.line(next));
      }
      numberless &= next == rows;
      while (isWhole() && next < rows) {
        reserve(rows - next);
        int count = Math.min(rows - next, open.length - held);
        System.arraycopy(values, next, open, held, count);
        held += count;
        next += count;
      }
    }

    /** Makes room for a value at least. */
    private void reserve(int more) {
      if (held == BLOCK) {
        full.add(open);
        open = new double[BLOCK];
        held = 0;
      } else if (held == open.length) {
        open = Arrays.copyOf(open, Math.min(BLOCK, Math.max(held + more, 2 * held)));
      }
    }

    /** Notes a field that is no number; returns what stands for it. */
    private double note(String field, long line) {
      if (isWhole() && texts != null) {
        Double known = texts.value(field);
        if (known != null) {
          return known;
        }
      } else if (fault != null && (!numberless || Fault.isWord(field))) {
        return Double.NaN; // It would change nothing.
      }
      Fault found = Fault.of(field, line);
      numberless &= found.flaw() == Flaw.TEXT || found.flaw() == Flaw.MISSING;
      if (found.isMissing()) {
        missing = missing == null ? found : missing;
        return texts == null ? Double.NaN : texts.addGap(field);
      }
      fault = fault == null ? found : fault;
      if (texts != null && texts.all().size() < Texts.MOST) {
        return texts.add(field);
      }
      texts = null;
      full.clear();
      open = new double[0];
      held = 0;
      return Double.NaN;
    }

    boolean isWhole() {
      return fault == null || texts != null;
    }

    Column build() {
      double[] values = new double[full.size() * BLOCK + held];
      for (int k = 0; k < full.size(); k++) {
        System.arraycopy(full.get(k), 0, values, k * BLOCK, BLOCK);
      }
      System.arraycopy(open, 0, values, full.size() * BLOCK, held);
      full.clear();
      open = null;
      return new Column(
          name,
          values,
          texts == null ? List.of() : List.copyOf(texts.all()),
          Optional.ofNullable(fault),
          Optional.ofNullable(missing),
          numberless);
    }
  }
}
