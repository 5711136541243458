package regress.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The wanted fields of a chunk, as its parser finds them: numbers by column, words by row. */
final class Fields {
  private final byte[] bytes;
  private final Wanted wanted;
  private final Notation notation;
  private final Numeral numeral;

  /** Whether numbers hold no other sign than a point. */
  private final boolean isPointed;

  private final double[][] values;
  private final List<List<String>> texts;
  private final Words words;
  private long[] places;
  private int rows;
  private boolean blank;

  /**
   * @param bytes where the fields lie, in UTF-8, or will do; about as many as their chunk has
   */
  Fields(byte[] bytes, Wanted wanted, Notation notation) {
    this.bytes = bytes;
    this.wanted = wanted;
    this.notation = notation;
    this.numeral = new Numeral(notation.point());
    this.isPointed = notation.point() == '.';
    int some = bytes.length / (8 * wanted.fields()) + 4;
    this.values = new double[wanted.width()][some];
    this.texts =
        Stream.generate(() -> (List<String>) new ArrayList<String>(0))
            .limit(values.length)
            .toList();
    this.words = new Words(bytes, some * wanted.wordsPerRow());
    this.places = new long[some];
  }

  /**
   * Adds field j of the next row, if it is a number that ends where a field may.
   *
   * @return where that is; -1 if it is none
   */
  int addNumber(int j, int from, int to, int separator) {
    int place = j < wanted.fields() ? wanted.numbers()[j] : -1;
    double value = place < 0 ? Double.NaN : numeral.start(bytes, from, to);
    int end = numeral.end();
    if (Double.isNaN(value) || end < to && !PlainRows.endsField(bytes[end], separator)) {
      return -1;
    }
    values[place][rows] = value;
    blank = false;
    if (wanted.words()[j] >= 0) {
      words.add(from, end, isPointed);
    }
    return end;
  }

  /** Adds field j of the next row, which no blanks surround. */
  void add(int j, int from, int to) {
    blank = from == to;
    if (j >= wanted.fields()) {
      return;
    }
    if (wanted.words()[j] >= 0) {
      words.add(from, to, false);
    }
    int place = wanted.numbers()[j];
    if (place >= 0) {
      double value = notation.parse(numeral, bytes, from, to);
      values[place][rows] = value;
      if (Double.isNaN(value)) {
        texts.get(place).add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      }
    }
  }

  /**
   * Ends a row of so many fields; one that is blank is none.
   *
   * @return whether it has one a column
   */
  boolean endRow(int count, long line) {
    if (count == 1 && wanted.fields() != 1 && blank) {
      if (wanted.words()[0] >= 0) {
        words.removeLast();
      }
      if (wanted.numbers()[0] >= 0) {
        texts.get(wanted.numbers()[0]).removeLast();
      }
      return true;
    }
    if (count != wanted.fields()) {
      return false;
    }
    places[rows++] = line;
    if (rows == places.length) {
      places = Arrays.copyOf(places, 2 * rows);
      Arrays.setAll(values, k -> Arrays.copyOf(values[k], 2 * rows));
    }
    return true;
  }

  /** How many rows there are, up to a ragged one or a failure. */
  int rows() {
    return rows;
  }

  /** The line in which a row begins, counted from 1 where the chunk does. */
  long line(int row) {
    return places[row];
  }

  /** The fields of a column that are numbers, row by row, and perhaps more; NaN is a text. */
  double[] values(int place) {
    return values[place];
  }

  /** The fields of each column that should be numbers and are none, as they come. */
  List<Iterator<String>> texts() {
    return texts.stream().map(List::iterator).toList();
  }

  /** The fields that are words, row by row. */
  Words words() {
    return words;
  }
}
