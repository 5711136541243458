package regress.data;

import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Text of others (names, fields, paths, a driver's words) with nothing in it that a terminal obeys
 * or a reader does not see: such a character becomes {@code \}{@code u} and four digits, as in Java
 * and JSON. All messages go through here, and all results.
 *
 * <p>Those are Unicode's controls (Cc: escape sequences, carriage returns, C1), formats (Cf: turns
 * of the writing direction, invisible signs), separators of lines and paragraphs (Zl, Zp) and
 * halves of surrogate pairs (Cs). The two joiners of letters (U+200C, U+200D) stay: Persian and
 * Indic words and many emoji are written with them.
 */
public final class Printable {
  private static final int NON_JOINER = 0x200c;
  private static final int JOINER = 0x200d;

  private Printable() {}

  /** A number: a whole one without a point, any other so that it reads back to the bit. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p53
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A text as one line. */
  public static String line(String text) {
    return escaped(text, c -> false);
  }

  /** A text's lines as one, blanks between them. */
  public static String joined(String text) {
    return line(text.lines().map(String::strip).collect(Collectors.joining(" ")));
  }

  /**
   * A text of several lines, each ended by a line feed. Of a JSON document it says the same as
   * before, for there only strings hold what is escaped.
   */
  public static String lines(String text) {
    return escaped(text.replaceAll("\r\n?", "\n"), c -> c == '\n' || c == '\t');
  }

  private static String escaped(String text, IntPredicate kept) {
    IntPredicate plain = c -> kept.test(c) || !isDangerous(c);
    if (text.codePoints().allMatch(plain)) {
      return text;
    }
    var safe = new StringBuilder();
    text.codePoints().forEach(c -> safe.append(plain.test(c) ? Character.toString(c) : escape(c)));
    return safe.toString();
  }

  private static boolean isDangerous(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> c != NON_JOINER && c != JOINER;
      default -> false;
    };
  }

  private static String escape(int c) {
    return Character.toString(c)
        .chars()
        .mapToObj(unit -> String.format("\\u%04x", unit))
        .collect(Collectors.joining());
  }
}
