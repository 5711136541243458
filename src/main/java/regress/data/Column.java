package regress.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
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

  /** Takes one column of blocks of rows, top to bottom. */
  static final class Builder {
    private final String name;
    private final List<double[]> blocks = new ArrayList<>(1);

    /** Null where the column is none once it holds text. */
    private Texts texts;

    private Fault fault;
    private Fault missing;
    private boolean numberless = true;
    private String text;

    Builder(String name, boolean keepsText) {
      this.name = name;
      this.texts = keepsText ? new Texts() : null;
    }

    /** Notes a field that is no number, before its block is taken; returns what stands for it. */
    double note(String field, long line) {
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
      blocks.clear();
      return Double.NaN;
    }

    boolean isWhole() {
      return fault == null || texts != null;
    }

    /** The values at place j of so many rows of a width, NaN for what is no number. */
    void take(double[] rows, int count, int width, int j) {
      double[] values = new double[isWhole() ? count : 0];
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
      return new Column(
          name,
          exact,
          texts == null ? List.of() : List.copyOf(texts.all()),
          Optional.ofNullable(fault),
          Optional.ofNullable(missing),
          numberless);
    }
  }
}
