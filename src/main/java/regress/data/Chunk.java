package regress.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.CharArrayReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some whole records of a table: their characters, and once they are parsed what is in them. It
 * shares nothing with other chunks, so that several can be parsed at a time.
 */
final class Chunk {
  private final char[] text;
  private final int size;
  private final char separator;
  private final boolean quotes;
  private final Notation notation;
  private final double part;
  private final List<String> texts = new ArrayList<>();
  private Words words = new Words(0, 0);
  private double[] values;
  private long[] places;
  private int rows;
  private long lines;
  private long ragged;
  private CsvParseException failure;

  /**
   * The first {@code size} characters of a text.
   *
   * @param quotes whether there is a quote among them
   * @param part which part of the table ends with them, from 0 to 1; 0 where nobody knows
   */
  Chunk(char[] text, int size, char separator, boolean quotes, Notation notation, double part) {
    this.text = text;
    this.size = size;
    this.separator = separator;
    this.quotes = quotes;
    this.notation = notation;
    this.part = part;
    this.values = new double[size / 8 + 8];
    this.places = new long[size / 32 + 8];
  }

  /** Its records in words. */
  CsvReader<CsvRecord> records() {
    CsvRecordHandler ofAnyWidth =
        CsvRecordHandler.of(
            limits -> limits.maxFields(Integer.MAX_VALUE).maxRecordSize(Integer.MAX_VALUE));
    return format().build(ofAnyWidth, reader());
  }

  /**
   * Finds the values of its rows.
   *
   * @param wanted which fields are numbers, and which are words
   * @param skipped how many lines at its beginning hold no rows
   */
  Chunk parse(Wanted wanted, long skipped) {
    var handler = new Fields(wanted, skipped);
    try {
      var records = format().build(handler, reader()).iterator();
      ragged = records.hasNext() ? records.next() : 0;
      lines = handler.line - 1;
    } catch (CsvParseException e) {
      failure = e;
    }
    return this;
  }

  private Reader reader() {
    return new CharArrayReader(text, 0, size);
  }

  /** Rows of any length: {@link Heading} knows better words for a ragged one. */
  private CsvReader.CsvReaderBuilder format() {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .trimWhitespacesAroundQuotes(quotes) // It makes a slower parser necessary.
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  double part() {
    return part;
  }

  /** How many rows there are, up to a ragged one or a failure. */
  int rows() {
    return rows;
  }

  /** The fields that are numbers, row by row; NaN is one of the texts. */
  double[] values() {
    return values;
  }

  /**
   * The fields that should be numbers and are none, as they come, without the blanks around them.
   */
  List<String> texts() {
    return texts;
  }

  /** The fields that are words, row by row, without the blanks around them. */
  Words words() {
    return words;
  }

  /** The line in which a row begins, counted from 1 where the chunk does. */
  long line(int row) {
    return places[row];
  }

  /** How many lines there are; of the last chunk, perhaps one less. */
  long lines() {
    return lines;
  }

  /** The line in which the first row of another length begins; 0 where there is none. */
  long ragged() {
    return ragged;
  }

  /** Throws what kept it from being parsed to its end. */
  void requireWhole() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Takes fields, and builds the line of a row that has too many or too few of them. */
  private final class Fields extends AbstractBaseCsvCallbackHandler<Long> {
    private final int[] numbers;
    private final int[] ofWords;
    private final int fields;
    private final int width;
    private final long skipped;
    private long line;
    private boolean blank;

    Fields(Wanted wanted, long skipped) {
      this.numbers = wanted.numbers();
      this.ofWords = wanted.words();
      this.fields = wanted.fields();
      this.width = wanted.width();
      this.skipped = skipped;
      int perRow = (int) Arrays.stream(ofWords).filter(place -> place >= 0).count();
      words = new Words(perRow * places.length, perRow > 0 ? size : 0);
    }

    @Override
    protected void handleBegin(long startingLine) {
      line = startingLine;
    }

    @Override
    protected void handleField(int j, char[] s, int offset, int length, boolean quoted) {
      if (line <= skipped || j >= fields) {
        return;
      }
      int from = offset;
      int to = offset + length;
      while (from < to && Character.isWhitespace(s[from])) {
        from++;
      }
      while (from < to && Character.isWhitespace(s[to - 1])) {
        to--;
      }
      blank = from == to;
      if (ofWords[j] >= 0) {
        words.add(s, from, to);
      }
      if (numbers[j] < 0) {
        return;
      }
      double value = notation.parse(s, from, to);
      if (Double.isNaN(value)) {
        texts.add(new String(s, from, to - from));
      }
      int i = rows * width + numbers[j];
      if (i == values.length) {
        values = Arrays.copyOf(values, 2 * i);
      }
      values[i] = value;
    }

    @Override
    protected Long buildRecord() {
      if (line <= skipped || getRecordType() == RecordType.EMPTY) {
        return null;
      }
      if (getFieldCount() == 1 && fields != 1 && blank) {
        if (ofWords[0] >= 0) {
          words.removeLast();
        }
        if (numbers[0] >= 0) {
          texts.removeLast();
        }
        return null;
      }
      if (getFieldCount() != fields) {
        return line;
      }
      if (rows == places.length) {
        places = Arrays.copyOf(places, 2 * rows);
      }
      places[rows++] = line;
      return null;
    }
  }
}
