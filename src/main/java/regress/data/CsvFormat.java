package regress.data;

import java.util.Optional;

/**
 * How a table is written down.
 *
 * @param header whether the first line holds the columns' names; without it they are c1, c2, ...
 * @param separator what stands between fields; empty: the first of tab, semicolon and comma that
 *     occurs in the first line outside quotes
 */
public record CsvFormat(boolean header, Optional<Character> separator) {
  /**
   * @throws DataException if the separator is a quote, a line end or could be part of a number
   */
  public CsvFormat {
    char sign = separator.orElse(',');
    if ("\"\r\n+-.eE".indexOf(sign) >= 0 || Character.isDigit(sign)) {
      throw DataException.choice(
          "'%s' cannot separate fields. Choose a comma, a semicolon, a tab or another sign."
              .formatted(sign));
    }
  }

  /** A header line, and the separator found in it. */
  public static CsvFormat detected() {
    return new CsvFormat(true, Optional.empty());
  }

  /** The same without a header line. */
  public CsvFormat withoutHeader() {
    return new CsvFormat(false, separator);
  }

  /** The same with this separator. */
  public CsvFormat separatedBy(char sign) {
    return new CsvFormat(header, Optional.of(sign));
  }
}
