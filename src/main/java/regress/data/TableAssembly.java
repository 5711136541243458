package regress.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import regress.data.Fault.Flaw;

/**
 * Names a table's columns after its first line, checks every row's shape, and hands it to its
 * group; where no column tells groups apart, to the only one. Keeps no row.
 */
final class TableAssembly {
  private static final int FIRST_LOOK = 4096;

  private final String name;
  private final boolean header;
  private final Optional<String> by;
  private final DoubleSupplier part;
  private List<String> columns = List.of();

  /** Where the column that tells groups apart is, or -1, and where all others are. */
  private int place = -1;

  private int[] others;

  /**
   * Of each value in that column, which is a number or a text: how it was first written, and rows.
   */
  private final Map<Object, String> names = new LinkedHashMap<>();

  private final Map<Object, Table.Builder> groups = new LinkedHashMap<>();
  private long firstLine;
  private long count;
  private long nextLook = FIRST_LOOK;
  private double valuesPerRow;

  /**
   * @param by the column that tells groups apart
   * @param part which part of the table has been read, from 0 to 1; 0 where nobody knows
   */
  TableAssembly(String name, boolean header, Optional<String> by, DoubleSupplier part) {
    this.name = name;
    this.header = header;
    this.by = by;
    this.part = part;
  }

  void add(CsvRecord row) {
    if (row.getFieldCount() == 1 && columns.size() != 1 && row.getField(0).isBlank()) {
      return;
    }
    if (!columns.isEmpty()) {
      addValues(row);
      return;
    }
    firstLine = row.getStartingLineNumber();
    columns = names(row);
    place = by.map(columns::indexOf).orElse(-1);
    if (by.isPresent() && place < 0) {
      throw Table.unknown(name, by.get(), columns);
    }
    others = IntStream.range(0, columns.size()).filter(j -> j != place).toArray();
    if (!header) {
      addValues(row);
    }
  }

  private void addValues(CsvRecord row) {
    if (row.getFieldCount() != columns.size()) {
      throw ragged(row);
    }
    String field = place < 0 ? "" : row.getField(place).strip();
    Object value = place < 0 ? "" : value(field, row.getStartingLineNumber());
    groups.computeIfAbsent(value, first -> group(first, field)).add(row);
    count++;
    if (count >= nextLook) {
      nextLook += nextLook / 4;
      requireRoom();
    }
  }

  private Table.Builder group(Object value, String written) {
    names.put(value, written);
    String table = by.map(column -> "%s (%s %s)".formatted(name, column, written)).orElse(name);
    return new Table.Builder(table, columns, others);
  }

  /** Exact: a float64 would take long account numbers for one another. */
  private Object value(String field, long line) {
    double number = Numeral.parse(field);
    if (!Double.isNaN(number)) {
      return number == 0 ? BigDecimal.ZERO : new BigDecimal(field).stripTrailingZeros();
    }
    Fault fault = Fault.of(field, line);
    if (fault.flaw() == Flaw.MISSING || fault.flaw() == Flaw.NAN) {
      throw fault.in(name, by.orElseThrow());
    }
    return field;
  }

  /**
   * A table that will not fit into Java's memory is refused early: near its end the garbage
   * collector takes all the time that there is.
   */
  private void requireRoom() {
    valuesPerRow = (double) groups.values().stream().mapToLong(Table.Builder::values).sum() / count;
    // When all are read, one column more is held while it is made one array.
    if (HostMemory.isTooSmallFor((valuesPerRow + 1) * Double.BYTES * allRows())) {
      throw tooLarge(null);
    }
  }

  private double allRows() {
    double known = part.getAsDouble();
    return known > 0 ? count / known : count;
  }

  /** The table, and what it takes to be fitted; with Java's own failure where it came to that. */
  DataException tooLarge(Throwable failure) {
    names.clear(); // What was read is garbage now, and to tell of it takes memory too.
    groups.clear();
    if (nextLook == FIRST_LOOK) {
      return DataException.content(HostMemory.tooLittle(), failure);
    }
    String subject =
        String.format(
            Locale.ROOT,
            "%s, %s %,.0f rows of %d columns,",
            name,
            part.getAsDouble() > 0 ? "about" : "so far",
            allRows(),
            columns.size());
    return DataException.content(
        HostMemory.tooLittle(subject, HostMemory.ofFit(valuesPerRow * allRows())), failure);
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

  private DataException ragged(CsvRecord row) {
    return DataException.content(
        "%s line %s has %s fields where line %s has %s. %s"
            .formatted(
                name,
                row.getStartingLineNumber(),
                row.getFieldCount(),
                firstLine,
                columns.size(),
                SeparatorHint.forRow(columns, row.getFields())
                    .orElse("Give every row one field a column.")));
  }

  Groups finish() {
    if (columns.isEmpty()) {
      throw DataException.content(name + " is empty. Give it a header line and rows of values.");
    }
    if (count == 0) {
      throw DataException.content(name + " has a header and no rows. Add rows of values.");
    }
    Map<String, Table> tables = new LinkedHashMap<>();
    groups.forEach((value, rows) -> tables.put(names.get(value), rows.build()));
    return new Groups(name, by.orElse(""), columns, tables);
  }
}
