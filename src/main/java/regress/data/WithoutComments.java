package regress.data;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads a table without its comments: lines that begin with a sign, perhaps after blanks. Their
 * line ends stay, so that all other lines keep their numbers.
 */
final class WithoutComments extends FilterReader {
  private final char sign;
  private final char separator;
  private boolean begins = true;
  private boolean comment;
  private boolean quoted;

  /** Whether the field has only blanks so far: then a quote opens it. */
  private boolean blank = true;

  WithoutComments(Reader reader, char sign, char separator) {
    super(reader);
    this.sign = sign;
    this.separator = separator;
  }

  @Override
  public int read(char[] text, int from, int length) throws IOException {
    while (true) {
      int read = in.read(text, from, length);
      int left = read <= 0 ? read : left(text, from, from + read);
      if (left != 0 || length == 0) {
        return left;
      }
    }
  }

  private int left(char[] text, int from, int to) {
    int kept = from;
    for (int i = from; i < to; i++) {
      char c = text[i];
      boolean ends = !quoted && (c == '\n' || c == '\r');
      comment = !ends && (comment || begins && c == sign);
      if (comment) {
        continue;
      }
      text[kept++] = c;
      begins = ends || begins && c == ' ';
      if (c == '"') {
        quoted ^= blank;
      } else if (!quoted) {
        blank = ends || c == separator || blank && c <= ' ';
      }
    }
    return kept - from;
  }
}
