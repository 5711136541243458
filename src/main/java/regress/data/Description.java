package regress.data;

import java.nio.charset.Charset;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is in a table, and how it is written down.
 *
 * @param name where it was read from
 * @param rows n, how many rows there are
 * @param header whether its first line names the columns
 * @param separator what stands between fields
 * @param encoding what its characters are in
 * @param compressed whether it is (gzip)
 * @param columns in the order of the file
 * @param advice what to give to read more of it as numbers; sentences, perhaps none
 */
public record Description(
    String name,
    long rows,
    boolean header,
    char separator,
    Charset encoding,
    boolean compressed,
    List<Column> columns,
    List<String> advice) {

  public Description {
    columns = List.copyOf(columns);
    advice = List.copyOf(advice);
  }

  /** What a column holds beside missing values. */
  public enum Type {
    NUMBER,
    /** Dates and times as {@link Dates} has them. */
    DATE,
    /** No number; perhaps dates among it. */
    TEXT,
    /** Numbers and others. */
    MIXED,
    /** Nothing. */
    EMPTY
  }

  /**
   * A column.
   *
   * @param missing how many values are missing, NaN among them
   * @param distinct how many different values there are; numbers are the same however written
   * @param isMore whether there are more than so many, which were not counted
   * @param least the least number, and of a column of dates the first, as it is written; else empty
   * @param greatest likewise
   * @param mean of the numbers, if there are any
   * @param odd in a mixed column, the first field that is no number and its line; else empty
   */
  public record Column(
      String name,
      Type type,
      long missing,
      int distinct,
      boolean isMore,
      Extreme least,
      Extreme greatest,
      OptionalDouble mean,
      String odd) {}

  /** The end of a range: a number, or the text of a date; or neither. */
  public record Extreme(OptionalDouble number, String date) {}
}
