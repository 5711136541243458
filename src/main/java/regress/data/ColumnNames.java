package regress.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of column names, as people write them: commas between, and quotes as in a table. */
public final class ColumnNames {
  private ColumnNames() {}

  /**
   * The names in lists of names such as {@code wt,hp} or {@code "a,b",x}, whose quotes are closed.
   * A list that is itself a column's name stands for that column, whatever commas and quotes are in
   * it.
   */
  public static List<String> read(List<String> lists, Collection<String> columns) {
    List<String> names = new ArrayList<>();
    for (String list : lists) {
      if (list.isBlank() || columns.contains(list)) {
        names.add(list);
      } else {
        names.addAll(fields(list));
      }
    }
    return names;
  }

  private static List<String> fields(String list) {
    var reader = CsvReader.builder().trimWhitespacesAroundQuotes(true).allowUnclosedQuote(false);
    try {
      return reader.ofCsvRecord(list).stream()
          .flatMap(row -> row.getFields().stream())
          .map(String::strip)
          .toList();
    } catch (CsvParseException e) {
      throw DataException.choice(
          ("The names %s have a quote too many or too few. Quote a name with a comma as in"
                  + " \"a,b\",x, and double a quote that belongs to it.")
              .formatted(list),
          e);
    }
  }

  /** The names as one list, from which {@link #read} makes the same names. */
  public static String list(Collection<String> names) {
    return names.stream().map(ColumnNames::quoted).collect(Collectors.joining(", "));
  }

  /** A name as a field of a table. */
  static String quoted(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return '"' + name.replace("\"", "\"\"") + '"';
      }
    }
    return name;
  }
}
