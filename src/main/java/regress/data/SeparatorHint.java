package regress.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Advice for a table whose fields another sign separates than the one it was read with, or in which
 * there are comments.
 */
final class SeparatorHint {
  /** Signs that people separate fields by, the most telling first. */
  private static final String PLAUSIBLE = "\t|;,^~:#/ ";

  private static final String UNLIKELY_IN_TEXT = "\t|;,^~";

  /** What people begin a comment with. */
  private static final String COMMENTS = "#%!*/";

  private SeparatorHint() {}

  /** For a column that is not there: does a sign take a name apart, best into the one asked for? */
  static Optional<String> forColumn(String asked, List<String> columns) {
    return first(columns, sign -> isPiece(asked, columns, sign))
        .or(() -> columns.size() == 1 ? forComment(columns.getFirst()) : Optional.empty())
        .or(() -> first(columns, sign -> columns.size() == 1 && sign != ' '));
  }

  /** For a row of another length: does a sign occur as often in it as in the header? */
  static Optional<String> forRow(List<String> columns, List<String> row) {
    Optional<String> comment = forComment(columns.getFirst()).or(() -> forComment(row.getFirst()));
    return comment.isPresent()
        ? comment
        : first(
            columns,
            sign ->
                count(row, sign) == count(columns, sign) && (columns.size() == 1 || sign != ' '));
  }

  /** For what follows a closing quote. */
  static Optional<String> forSign(int sign) {
    return UNLIKELY_IN_TEXT.indexOf(sign) < 0 ? Optional.empty() : Optional.of(advice(sign, ""));
  }

  /** For the beginning of a line. */
  static Optional<String> forComment(String field) {
    String sign = field.isEmpty() ? "" : field.substring(0, 1);
    return sign.isEmpty() || !COMMENTS.contains(sign)
        ? Optional.empty()
        : Optional.of(
            "If lines that begin with '%1$s' are comments, say so (--comments '%1$s')."
                .formatted(sign));
  }

  /** A sign that separates fields occurs more often than the one between the columns as read. */
  private static Optional<String> first(List<String> columns, IntPredicate evidence) {
    return PLAUSIBLE
        .chars()
        .filter(sign -> count(columns, sign) >= columns.size())
        .filter(evidence)
        .mapToObj(sign -> advice(sign, String.join("", columns)))
        .findFirst();
  }

  private static boolean isPiece(String asked, List<String> columns, int sign) {
    return columns.stream()
        .flatMap(name -> Arrays.stream(name.split("\\" + (char) sign)))
        .anyMatch(piece -> piece.strip().equals(asked));
  }

  private static long count(List<String> fields, int sign) {
    return fields.stream().flatMapToInt(String::chars).filter(c -> c == sign).count();
  }

  private static String advice(int sign, String header) {
    if (header.contains("  ") && sign == ' ') {
      return "If blanks separate its fields, put one comma in place of each run of them.";
    }
    String name = sign == '\t' ? "tab" : "'" + (char) sign + "'";
    return "If its separator is " + name + ", say so (--separator " + name + ").";
  }
}
