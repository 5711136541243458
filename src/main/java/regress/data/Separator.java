package regress.data;

import java.io.BufferedReader;
import java.io.IOException;

/** Finds out what separates the fields, from the first line that is not blank. */
final class Separator {
  /** By precedence. Commas come last because they also occur inside numbers and names. */
  private static final String CANDIDATES = "\t;,";

  private static final int LONGEST_LINE = 1 << 16;

  private Separator() {}

  /** Looks ahead without consuming anything; a comma where no candidate occurs. */
  static char detect(BufferedReader reader) throws IOException {
    reader.mark(LONGEST_LINE);
    boolean[] seen = scan(reader);
    reader.reset();
    for (int i = 0; i < seen.length; i++) {
      if (seen[i]) {
        return CANDIDATES.charAt(i);
      }
    }
    return ',';
  }

  private static boolean[] scan(BufferedReader reader) throws IOException {
    boolean[] seen = new boolean[CANDIDATES.length()];
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < LONGEST_LINE; i++) {
      int c = reader.read();
      if (c < 0 || (c == '\n' || c == '\r') && !quoted && !blank) {
        break;
      }
      quoted ^= c == '"';
      blank &= Character.isWhitespace(c);
      int candidate = quoted ? -1 : CANDIDATES.indexOf(c);
      if (candidate >= 0) {
        seen[candidate] = true;
      }
    }
    return seen;
  }
}
