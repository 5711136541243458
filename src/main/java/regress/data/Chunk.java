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
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Some whole records of a table: their bytes, and once they are parsed what is in them. It shares
 * nothing with other chunks, so that several can be parsed at a time.
 */
final class Chunk {
  private final byte[] text;
  private final int size;
  private final char separator;
  private final boolean quotes;
  private final Notation notation;
  private final double part;
  private Fields fields;
  private long lines;
  private long ragged;
  private CsvParseException malformed;
  private CharacterCodingException undecoded;

  /**
   * The first {@code size} bytes of a text in UTF-8.
   *
   * @param quotes whether there is a quote among them
   * @param part which part of the table ends with them, from 0 to 1; 0 where nobody knows
   */
  Chunk(byte[] text, int size, char separator, boolean quotes, Notation notation, double part) {
    this.text = text;
    this.size = size;
    this.separator = separator;
    this.quotes = quotes;
    this.notation = notation;
    this.part = part;
  }

  /** Its records in words. */
  CsvReader<CsvRecord> records() throws CharacterCodingException {
    CsvRecordHandler ofAnyWidth =
        CsvRecordHandler.of(
            limits -> limits.maxFields(Integer.MAX_VALUE).maxRecordSize(Integer.MAX_VALUE));
    return format().build(ofAnyWidth, characters());
  }

  /**
   * Finds the values of its rows.
   *
   * @param wanted which fields are numbers, and which are words
   * @param skipped how many lines at its beginning hold no rows
   */
  Chunk parse(Wanted wanted, long skipped) {
    try {
      if (quotes || separator > '~' || separator == notation.point()) {
        parseByLibrary(wanted, skipped);
      } else {
        fields = new Fields(text, wanted, notation);
        var plain = new PlainRows(text, size, separator, fields);
        ragged = plain.parse(skipped);
        lines = plain.lines();
        if (!plain.areAscii()) {
          characters();
        }
      }
    } catch (CharacterCodingException e) {
      fields = new Fields(new byte[0], wanted, notation); // Nobody can tell what they are.
      undecoded = e;
    } catch (CsvParseException e) {
      malformed = e;
    }
    return this;
  }

  private void parseByLibrary(Wanted wanted, long skipped) throws CharacterCodingException {
    byte[] bytes = new byte[size]; // No field takes more of them than it has in the text.
    fields = new Fields(bytes, wanted, notation);
    var handler = new Handler(bytes, skipped);
    var records = format().build(handler, characters()).iterator();
    ragged = records.hasNext() ? records.next() : 0;
    lines = handler.line - 1;
  }

  private Reader characters() throws CharacterCodingException {
    // A decoder, unlike a charset, refuses what is not in it instead of inventing letters.
    CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, 0, size));
    return new CharArrayReader(chars.array(), 0, chars.limit());
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

  /** What was found in it. */
  Fields fields() {
    return fields;
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
  void requireWhole() throws CharacterCodingException {
    if (undecoded != null) {
      throw undecoded;
    }
    if (malformed != null) {
      throw malformed;
    }
  }

  /** Takes fields, and builds the line of a row that has too many or too few of them. */
  private final class Handler extends AbstractBaseCsvCallbackHandler<Long> {
    private final byte[] bytes;
    private final long skipped;
    private int size;
    private long line;

    Handler(byte[] bytes, long skipped) {
      this.bytes = bytes;
      this.skipped = skipped;
    }

    @Override
    protected void handleBegin(long startingLine) {
      line = startingLine;
    }

    @Override
    protected void handleField(int j, char[] s, int offset, int length, boolean quoted) {
      if (line <= skipped) {
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
      int begin = size;
      encode(s, from, to);
      fields.add(j, begin, size);
    }

    private void encode(char[] s, int from, int to) {
      for (int i = from; i < to; i++) {
        if (s[i] > '~') {
          byte[] others = new String(s, i, to - i).getBytes(StandardCharsets.UTF_8);
          System.arraycopy(others, 0, bytes, size, others.length);
          size += others.length;
          return;
        }
        bytes[size++] = (byte) s[i];
      }
    }

    @Override
    protected Long buildRecord() {
      return line <= skipped
              || getRecordType() == RecordType.EMPTY
              || fields.endRow(getFieldCount(), line)
          ? null
          : Long.valueOf(line);
    }
  }
}
