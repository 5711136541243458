package regress.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The text of a table, and what was found out about how it is written down.
 *
 * @param bytes in UTF-8, whatever its encoding is
 * @param zipped whether its bytes are compressed
 */
record TableText(InputStream bytes, char separator, Charset encoding, boolean zipped) {
  /** By precedence. Commas come last because they also occur inside numbers and names. */
  private static final String CANDIDATES = "\t;,";

  private static final int LONGEST_LINE = 1 << 16;

  /** In so many characters, and in what is read ahead of them. */
  private static final int MOST_BYTES = 4 * LONGEST_LINE + (1 << 14);

  private static final int LONGEST_MARK = 4;

  /**
   * Bytes that are unpacked at a time. They are few because the file's position, which tells how
   * much was read, runs ahead by as many.
   */
  private static final int ZIPPED = 1 << 13;

  /** Opens bytes that are read, and never closed. */
  static TableText open(InputStream bytes, String name, CsvFormat format) throws IOException {
    var start = new BufferedInputStream(bytes);
    byte[] first = first(start);
    boolean zipped = begins(first, 0x1f, 0x8b);
    if (zipped) {
      start = new BufferedInputStream(new GZIPInputStream(new Endless(start), ZIPPED));
      first = first(start);
    }
    if (begins(first, 'P', 'K', 3, 4)) {
      throw DataException.content(
          name + " is a workbook or another zip archive. Save the table as CSV.");
    }
    Charset encoding = encoding(start, first, name, format);
    if (!encoding.equals(StandardCharsets.UTF_8)) {
      start = new BufferedInputStream(new Utf8Bytes(characters(start, encoding)));
    }
    int comment = format.comments().map(sign -> (int) sign).orElse(-1);
    char separator =
        format.separator().isPresent()
            ? format.separator().get()
            : detect(start, format.notation().point(), comment);
    InputStream text = start;
    if (comment >= 0) {
      Reader all = characters(start, StandardCharsets.UTF_8);
      text = new Utf8Bytes(new WithoutComments(all, (char) comment, separator));
    }
    return new TableText(text, separator, encoding, zipped);
  }

  /** A decoder, unlike a charset, refuses what is not in it instead of inventing letters. */
  private static Reader characters(InputStream bytes, Charset encoding) {
    return new InputStreamReader(bytes, encoding.newDecoder());
  }

  /** The first bytes, which stay where they are. */
  private static byte[] first(InputStream bytes) throws IOException {
    bytes.mark(LONGEST_MARK);
    byte[] first = bytes.readNBytes(LONGEST_MARK);
    bytes.reset();
    return first;
  }

  private static boolean begins(byte[] first, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (i == first.length || (first[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }

  /** That of a byte-order mark, which is consumed; else the one that is said. */
  private static Charset encoding(InputStream bytes, byte[] first, String name, CsvFormat format)
      throws IOException {
    Optional<Charset> marked = marked(first);
    if (marked.isPresent()) {
      bytes.skipNBytes("\ufeff".getBytes(marked.get()).length);
      return marked.get();
    }
    if (format.encoding().isEmpty() && first.length == LONGEST_MARK) {
      requireNoNulls(first, name);
    }
    return format.encoding().orElse(StandardCharsets.UTF_8);
  }

  private static Optional<Charset> marked(byte[] first) {
    if (begins(first, 0xef, 0xbb, 0xbf)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    boolean little = begins(first, 0xff, 0xfe);
    if (little && begins(first, 0xff, 0xfe, 0, 0) || begins(first, 0, 0, 0xfe, 0xff)) {
      return Optional.of(Charset.forName(little ? "UTF-32LE" : "UTF-32BE"));
    }
    return little
        ? Optional.of(StandardCharsets.UTF_16LE)
        : begins(first, 0xfe, 0xff) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
  }

  /** Letters of Latin script in UTF-16 are NULs, every second byte. */
  private static void requireNoNulls(byte[] first, String name) {
    for (int i = 0; i < 2; i++) {
      if (first[i] == 0 && first[i + 2] == 0 && first[1 - i] != 0) {
        String guess = i == 0 ? "UTF-16BE" : "UTF-16LE";
        throw DataException.content(
            "%s has NULs between its characters, as text in %s looks. Say so (--encoding %s)."
                .formatted(name, guess, guess));
      }
    }
  }

  /**
   * What separates the fields of the first line that is neither blank nor a comment; a comma where
   * no candidate occurs. Consumes nothing.
   */
  private static char detect(InputStream bytes, char point, int comment) throws IOException {
    String candidates = CANDIDATES.replace(String.valueOf(point), "");
    bytes.mark(MOST_BYTES);
    var reader = new InputStreamReader(bytes, StandardCharsets.UTF_8);
    int best = candidates.length();
    boolean quoted = false;
    boolean blank = true;
    boolean skipped = false;
    for (int i = 0; i < LONGEST_LINE; i++) {
      int c = reader.read();
      boolean ends = (c == '\n' || c == '\r') && !quoted;
      if (c < 0 || ends && !blank) {
        break;
      }
      skipped = !ends && (skipped || blank && c == comment);
      if (!skipped) {
        quoted ^= c == '"';
        blank &= Character.isWhitespace(c);
        int candidate = quoted ? -1 : candidates.indexOf(c);
        best = candidate < 0 ? best : Math.min(best, candidate);
      }
    }
    bytes.reset();
    return best < candidates.length() ? candidates.charAt(best) : ',';
  }

  /** What to say of a table whose bytes could not be read. */
  static DataException unreadable(String name, CsvFormat format, IOException e) {
    return switch (e) {
      case CharacterCodingException c -> DataException.content(undecoded(name, format));
      case EOFException c ->
          DataException.content(
              name + " is compressed and ends too early. Get or compress it again.", e);
      case ZipException c ->
          DataException.content(name + " is compressed and damaged. Get or compress it again.", e);
      default -> unreadable(name, e);
    };
  }

  /** The same where its form is not to blame. */
  static DataException unreadable(String name, IOException e) {
    return DataException.choice(
        name + " cannot be read: " + e.getMessage() + ". Check the file and its disk.", e);
  }

  private static String undecoded(String name, CsvFormat format) {
    return format
        .encoding()
        .map(said -> "%s is not text in %s. Give --encoding another name.".formatted(name, said))
        .orElse(
            name
                + " is not text in UTF-8. Say what it is in: --encoding windows-1252, if it comes"
                + " from a Western European Windows.");
  }

  /**
   * A stream that always says that more may come: Java's reader of gzip would take a pipe that is
   * empty for a moment for one that has ended.
   */
  private static final class Endless extends FilterInputStream {
    Endless(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
