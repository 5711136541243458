package regress.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import regress.data.Printable;
import regress.report.TextTable.Column;

/** Text and tables in a page. */
final class Html {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private Html() {}

  /** A template with its places filled; what is filled in may look like a place. */
  static String filled(String template, Map<String, String> parts) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  /** Text as one line, with nothing in it that XML has no way to write. */
  static String printable(String text) {
    return Printable.line(text).replaceAll("\\p{Cn}", "?");
  }

  /** Text as it is, whatever is in it. */
  static String text(String text) {
    return printable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A paragraph a line. */
  static String paragraphs(String lines) {
    return lines.lines().map(line -> "<p>" + text(line) + "</p>\n").collect(joining());
  }

  /** Two columns without titles. */
  static String list(List<List<String>> rows) {
    String lines =
        rows.stream()
            .map(row -> line(heading(row.getFirst()) + cell("", row.getLast())))
            .collect(joining());
    return "<table class=\"about\"><tbody>\n" + lines + "</tbody></table>\n";
  }

  /** A column without a title shares that of the one before. */
  static <T> String table(List<Column<T>> columns, List<T> rows) {
    String first = columns.getFirst().title();
    var titles =
        new StringBuilder(
            first.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + text(first) + "</th>");
    for (int j = 1; j < columns.size(); j++) {
      boolean isShared = j + 1 < columns.size() && columns.get(j + 1).title().isEmpty();
      String more = isShared ? "number\" colspan=\"2" : "number";
      titles.append(
          columns.get(j).title().isEmpty()
              ? ""
              : "<th scope=\"col\" class=\"%s\">%s</th>"
                  .formatted(more, text(columns.get(j).title())));
    }
    String lines = rows.stream().map(row -> line(cells(columns, row))).collect(joining());
    return "<div class=\"wide\"><table><thead>\n%s</thead><tbody>\n%s</tbody></table></div>\n"
        .formatted(line(titles.toString()), lines);
  }

  private static <T> String cells(List<Column<T>> columns, T row) {
    return heading(columns.getFirst().cell().apply(row))
        + columns.stream()
            .skip(1)
            .map(column -> cell(" class=\"number\"", column.cell().apply(row)))
            .collect(joining());
  }

  private static String heading(String text) {
    return "<th scope=\"row\">" + text(text) + "</th>";
  }

  private static String cell(String attributes, String text) {
    return "<td" + attributes + ">" + text(text) + "</td>";
  }

  private static String line(String cells) {
    return "<tr>" + cells + "</tr>\n";
  }
}
