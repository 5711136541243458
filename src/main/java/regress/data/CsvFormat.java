package regress.data;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a table is written down. Immutable; what is not said is found out, or is what most tables
 * have: a header line, UTF-8, a decimal point, no comments. Whether a table is compressed (gzip) is
 * seen, never said.
 *
 * <p>Every method throws a {@link DataException} for a sign that cannot have that meaning.
 */
public final class CsvFormat {
  private static final CsvFormat DETECTED =
      new CsvFormat(true, Optional.empty(), Optional.empty(), Optional.empty(), Notation.PLAIN);

  private final boolean header;
  private final Optional<Character> separator;
  private final Optional<Charset> encoding;
  private final Optional<Character> comments;
  private final Notation notation;

  private CsvFormat(
      boolean header,
      Optional<Character> separator,
      Optional<Charset> encoding,
      Optional<Character> comments,
      Notation notation) {
    this.header = header;
    this.separator = separator;
    this.encoding = encoding;
    this.comments = comments;
    this.notation = notation;
    if (comments.isPresent() && comments.equals(separator)) {
      throw DataException.choice(
          "'%s' cannot both separate fields and begin comments. Leave one out."
              .formatted(comments.get()));
    }
  }

  /** A header line, and all else found out or as most tables have it. */
  public static CsvFormat detected() {
    return DETECTED;
  }

  /** The same without a header line: the columns are called c1, c2, ... */
  public CsvFormat withoutHeader() {
    return new CsvFormat(false, separator, encoding, comments, notation);
  }

  /**
   * The same with this sign between fields. By default it is the first of tab, semicolon and comma
   * that occurs in the first line outside quotes and is not the decimal sign.
   */
  public CsvFormat separatedBy(char sign) {
    return new CsvFormat(
        header,
        Optional.of(requireSign(sign, "+-.eE", "separate fields. Choose a comma, a semicolon,")),
        encoding,
        comments,
        notation);
  }

  /** The same in this encoding; a byte-order mark, where there is one, knows better. */
  public CsvFormat encodedIn(Charset charset) {
    return new CsvFormat(header, separator, Optional.of(charset), comments, notation);
  }

  /** The same with lines left out that begin with this sign, but for those inside quotes. */
  public CsvFormat comments(char sign) {
    return new CsvFormat(
        header,
        separator,
        encoding,
        Optional.of(requireSign(sign, "+-.", "begin comments. Choose a number sign,")),
        notation);
  }

  /** The same with numbers that have this sign before their decimals. */
  public CsvFormat decimal(char sign) {
    return with(notation.decimal(requireSign(sign, "+-eE", "precede decimals. Choose a comma,")));
  }

  /**
   * The same with numbers whose thousands this sign may set apart; where it is a point and nothing
   * else is said, decimals follow a comma. A blank stands for no-break and thin blanks too, and a
   * straight apostrophe for a curved one.
   */
  public CsvFormat thousands(char sign) {
    return with(
        notation.thousands(
            requireSign(sign, "+-eE", "set thousands apart. Choose a comma, a blank,")));
  }

  /**
   * The same with numbers that one of these symbols may precede or follow, such as € or kg. A
   * percent sign divides by 100 and a per mille sign by 1000, rounding nothing: 45% is 0.45.
   */
  public CsvFormat symbols(String... symbols) {
    for (String symbol : symbols) {
      if (symbol.isBlank() || symbol.chars().anyMatch(c -> "+-.,\"".indexOf(c) >= 0 || digit(c))) {
        throw DataException.choice(
            "'%s' cannot be a symbol beside numbers. Choose others, such as %% or €."
                .formatted(symbol));
      }
    }
    return with(notation.symbols(Arrays.stream(symbols).map(String::strip).toList()));
  }

  /** The same with dates as numbers: the time since an origin. */
  public CsvFormat dates(Dates dates) {
    return with(notation.dates(dates));
  }

  private CsvFormat with(Notation other) {
    return new CsvFormat(header, separator, encoding, comments, other);
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static char requireSign(char sign, String others, String use) {
    if ("\"\r\n".indexOf(sign) >= 0 || others.indexOf(sign) >= 0 || Character.isDigit(sign)) {
      throw DataException.choice("'%s' cannot %s a tab or another sign.".formatted(sign, use));
    }
    return sign;
  }

  boolean header() {
    return header;
  }

  Optional<Character> separator() {
    return separator;
  }

  Optional<Charset> encoding() {
    return encoding;
  }

  Optional<Character> comments() {
    return comments;
  }

  Notation notation() {
    return notation;
  }
}
