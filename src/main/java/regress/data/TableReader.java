package regress.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads tables of separated values (RFC 4180, with any separator): quoted fields, any line end.
 * Blank lines are skipped. What is compressed (gzip) is unpacked, and a byte-order mark says which
 * encoding of Unicode it is.
 *
 * <p>Every method throws a {@link DataException} for what cannot be read; its message names the
 * table, and the line where there is one.
 */
public final class TableReader {
  /** Bytes that are parsed at a time: enough to be worth it, and little beside their table. */
  private static final int CHUNK = 1 << 18;

  /** FastCSV writes the line of a failure at the end of its message. */
  private static final Pattern LINE_OF_FAILURE =
      Pattern.compile("\\(record starting at line (\\d+)\\)$");

  private static final Pattern TEXT_AFTER_QUOTE =
      Pattern.compile("^Unexpected character after closing quote: '(.)'", Pattern.DOTALL);

  private static final String QUOTES =
      "Close each quote, and double a quote that belongs to the text.";

  private static final Predicate<String> ALL = column -> true;
  private static final DoubleSupplier UNKNOWN = () -> 0;
  private static final long FEW_BYTES = 1 << 20;

  private TableReader() {}

  /** Reads a file, called as the path is written. */
  public static Table read(Path file, CsvFormat format) {
    return read(file, format, ALL);
  }

  /** The same with text kept, which categories are made of, in some columns alone. */
  public static Table read(Path file, CsvFormat format, Predicate<String> texts) {
    return read(file, format, List.of(), texts).whole();
  }

  /** Reads bytes to their end, and leaves the stream open. */
  public static Table read(InputStream bytes, String name, CsvFormat format) {
    return read(bytes, name, format, ALL);
  }

  /** The same with text kept in some columns alone. */
  public static Table read(
      InputStream bytes, String name, CsvFormat format, Predicate<String> texts) {
    return read(bytes, name, format, List.of(), texts, UNKNOWN, CHUNK).whole();
  }

  /**
   * Reads a file as {@link #read(Path, CsvFormat)}, its rows apart by the values of columns.
   *
   * @param by the columns, in lists of names as {@link ColumnNames#read} has them
   */
  public static Groups readGroups(Path file, CsvFormat format, String... by) {
    return readGroups(file, format, ALL, by);
  }

  /** The same with text kept in some columns alone. */
  public static Groups readGroups(
      Path file, CsvFormat format, Predicate<String> texts, String... by) {
    return read(file, format, List.of(by), texts);
  }

  /** Reads bytes likewise. */
  public static Groups readGroups(InputStream bytes, String name, CsvFormat format, String... by) {
    return readGroups(bytes, name, format, ALL, by);
  }

  /** The same with text kept in some columns alone. */
  public static Groups readGroups(
      InputStream bytes, String name, CsvFormat format, Predicate<String> texts, String... by) {
    return read(bytes, name, format, List.of(by), texts, UNKNOWN, CHUNK);
  }

  /** Reads a file piece by piece, and does what is to be done with every piece of it. */
  public static void pieces(Path file, CsvFormat format, PieceWork<?> work) {
    open(file, (bytes, part) -> pieces(bytes, file.toString(), format, work));
  }

  /** Reads bytes likewise. */
  public static void pieces(InputStream bytes, String name, CsvFormat format, PieceWork<?> work) {
    pieces(bytes, name, format, work, CHUNK);
  }

  static void pieces(
      InputStream bytes, String name, CsvFormat format, PieceWork<?> work, int chunk) {
    parse(bytes, name, format, new Pieces<>(name, format.header(), work), UNKNOWN, chunk);
  }

  /** Reads a file to say what is in it, in little memory however long it is. */
  public static Description describe(Path file, CsvFormat format) {
    Description[] read = new Description[1];
    open(file, (bytes, part) -> read[0] = describe(bytes, file.toString(), format));
    return read[0];
  }

  /** Reads bytes likewise. */
  public static Description describe(InputStream bytes, String name, CsvFormat format) {
    return describe(bytes, name, format, CHUNK);
  }

  static Description describe(InputStream bytes, String name, CsvFormat format, int chunk) {
    var describing = new Describing(name, format.header());
    return describing.finish(parse(bytes, name, format, describing, UNKNOWN, chunk));
  }

  private static Groups read(
      Path file, CsvFormat format, List<String> by, Predicate<String> texts) {
    Groups[] read = new Groups[1];
    open(
        file,
        (bytes, part) -> read[0] = read(bytes, file.toString(), format, by, texts, part, CHUNK));
    return read[0];
  }

  private interface Reading {
    void read(InputStream bytes, DoubleSupplier part) throws IOException;
  }

  private static void open(Path file, Reading reading) {
    if (Files.isDirectory(file)) {
      throw DataException.choice(file + " is a folder. Name a file.");
    }
    try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
      reading.read(Channels.newInputStream(bytes), partRead(file, bytes));
    } catch (NoSuchFileException e) {
      throw DataException.choice("There is no file " + file + ". Check its path.", e);
    } catch (AccessDeniedException e) {
      throw DataException.choice(file + " may not be read. Check its permissions.", e);
    } catch (IOException e) {
      throw TableText.unreadable(file.toString(), e);
    }
  }

  /**
   * The part of a file that was read. Nobody knows it of a pipe, which has no size, and at the
   * file's beginning, where what is read ahead would count too much.
   */
  private static DoubleSupplier partRead(Path file, SeekableByteChannel bytes) throws IOException {
    long size = Files.isRegularFile(file) ? bytes.size() : 0;
    if (size == 0) {
      return UNKNOWN;
    }
    return () -> {
      try {
        long position = bytes.position();
        return position < Math.min(size, FEW_BYTES) ? 0 : Math.min(1, (double) position / size);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** With so many characters at a time, which makes no difference. */
  static Groups read(
      InputStream bytes,
      String name,
      CsvFormat format,
      List<String> by,
      Predicate<String> texts,
      DoubleSupplier part,
      int chunk) {
    var assembly = new TableAssembly(name, format.header(), by, texts);
    parse(bytes, name, format, assembly, part, chunk);
    return assembly.finish();
  }

  private static TableText parse(
      InputStream bytes,
      String name,
      CsvFormat format,
      Chunks.Taker<?> taker,
      DoubleSupplier part,
      int chunk) {
    try {
      TableText text = TableText.open(bytes, name, format);
      new Chunks(text, format.notation(), part, chunk).parse(taker);
      taker.heading().requireRows();
      return text;
    } catch (OutOfMemoryError e) {
      throw taker.tooLarge(e);
    } catch (CsvParseException | CompletionException e) {
      // Both wrap whatever stops them.
      if (HostMemory.isToBlameFor(e)) {
        throw taker.tooLarge(e);
      }
      throw e instanceof CsvParseException ? malformed(name, taker.heading().lines(), e) : e;
    } catch (IOException e) {
      throw TableText.unreadable(name, format, e);
    }
  }

  private static DataException malformed(String name, long before, RuntimeException e) {
    Matcher line = LINE_OF_FAILURE.matcher(e.getMessage());
    String place = line.find() ? name + " line " + (before + Long.parseLong(line.group(1))) : name;
    Matcher text = TEXT_AFTER_QUOTE.matcher(e.getMessage());
    if (!text.find()) {
      return DataException.content(place + ": a quote is opened and never closed. " + QUOTES, e);
    }
    return DataException.content(
        place
            + ": text follows a closing quote. "
            + SeparatorHint.forSign(text.group(1).charAt(0)).orElse(QUOTES));
  }
}
