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
   * The names in some lists of names. A list that is itself a column's name stands for that column,
   * whatever commas and quotes are in it.
   *
   * @param lists for example {@code wt,hp} or {@code "a,b",x}
   * @param columns the columns that there are
   * @throws DataException if a quote is not closed
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
          ("The names %s have a quote too many or too few. Quote a name with a comma as in \"a,b\",x,"
                  + " and double a quote that belongs to it.")
              .formatted(list),
          e);
    }
  }

  /** The names as one list, from which {@link #read} makes the same names. */
  public static String list(Collection<String> names) {
    return names.stream().map(ColumnNames::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
