package regress.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Names a table's columns after its first line, tells of rows that have another shape, and counts
 * lines and rows.
 */
final class Heading {
  private final String name;
  private final boolean header;
  private List<String> columns = List.of();
  private long firstLine;
  private long lines;
  private long rows;

  Heading(String name, boolean header) {
    this.name = name;
    this.header = header;
  }

  /** How many lines the chunks had that have ended. */
  long lines() {
    return lines;
  }

  /** How many rows they had. */
  long rows() {
    return rows;
  }

  /** None until there are any. */
  List<String> columns() {
    return columns;
  }

  /**
   * Finds the columns in a chunk that follows nothing but blank lines.
   *
   * @return how many lines at the chunk's beginning hold no rows
   */
  long begin(Chunk chunk) throws CharacterCodingException {
    Iterator<CsvRecord> records = chunk.records().iterator();
    while (records.hasNext()) {
      CsvRecord row = records.next();
      if (row.getFieldCount() > 1 || !row.getField(0).isBlank()) {
        firstLine = lines + row.getStartingLineNumber();
        columns = names(row);
        return row.getStartingLineNumber() - (header ? 0 : 1);
      }
    }
    return Long.MAX_VALUE;
  }

  /** A column that the header leaves without a name is called as if there were no header. */
  private List<String> names(CsvRecord first) {
    List<String> names = new ArrayList<>();
    for (int j = 0; j < first.getFieldCount(); j++) {
      String name = header ? first.getField(j).strip() : "";
      names.add(name.isEmpty() ? "c" + (j + 1) : name);
    }
    requireDistinct(names);
    return names;
  }

  private void requireDistinct(List<String> names) {
    Map<String, Integer> positions = new HashMap<>();
    for (int j = 0; j < names.size(); j++) {
      Integer earlier = positions.put(names.get(j), j + 1);
      if (earlier != null) {
        throw DataException.content(
            "%s line %s, columns %s and %s are both named '%s'. Rename one."
                .formatted(name, firstLine, earlier, j + 1, names.get(j)));
      }
    }
  }

  /** The place of a column. */
  int place(String column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      throw UnknownColumn.of(name, column, columns);
    }
    return place;
  }

  /** Ends a chunk, or throws what keeps it from being taken whole. */
  void end(Chunk chunk) throws CharacterCodingException {
    chunk.requireWhole();
    if (chunk.ragged() > 0) {
      throw ragged(chunk);
    }
    lines += chunk.lines();
    rows += chunk.fields().rows();
  }

  private DataException ragged(Chunk chunk) throws CharacterCodingException {
    CsvRecord row =
        chunk.records().stream()
            .filter(record -> record.getStartingLineNumber() == chunk.ragged())
            .findFirst()
            .orElseThrow();
    return DataException.content(
        "%s line %s has %s fields where line %s has %s. %s"
            .formatted(
                name,
                lines + chunk.ragged(),
                row.getFieldCount(),
                firstLine,
                columns.size(),
                SeparatorHint.forRow(columns, row.getFields())
                    .orElse("Give every row one field a column.")));
  }

  /** Throws where there was nothing to read, or no rows. */
  void requireRows() {
    if (columns.isEmpty()) {
      throw DataException.content(name + " is empty. Give it a header line and rows of values.");
    }
    if (rows == 0) {
      throw DataException.content(name + " has a header and no rows. Add rows of values.");
    }
  }
}
