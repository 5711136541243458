package regress.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  private List<String> columns = List.of();

  /** Where the column that tells groups apart is, or -1. */
  private int place = -1;

  private List<String> others = List.of();

  /**
   * Of each value in that column, which is a number or a text: how it was first written, and rows.
   */
  private final Map<GroupKey, String> names = new HashMap<>();

  private final Map<GroupKey, Table.Builder> groups = new TreeMap<>();

  /** Each way in which such a value was written, and its group. */
  private final Map<String, Table.Builder> spellings = new HashMap<>();

  private long firstLine;
  private long lines;
  private double part;
  private long count;
  private long nextLook = FIRST_LOOK;
  private double valuesPerRow;

  /**
   * @param by the column that tells groups apart
   */
  TableAssembly(String name, boolean header, Optional<String> by) {
    this.name = name;
    this.header = header;
    this.by = by;
  }

  boolean hasColumns() {
    return !columns.isEmpty();
  }

  /** How many lines have been added. */
  long lines() {
    return lines;
  }

  /** Finds the columns in a chunk that follows nothing but blank lines, and adds its rows. */
  void begin(Chunk chunk) {
    long skipped = Long.MAX_VALUE;
    Iterator<CsvRecord> records = chunk.records().iterator();
    while (columns.isEmpty() && records.hasNext()) {
      CsvRecord row = records.next();
      if (row.getFieldCount() > 1 || !row.getField(0).isBlank()) {
        skipped = row.getStartingLineNumber() - (header ? 0 : 1);
        nameColumns(row);
      }
    }
    add(chunk.parse(columns.size(), place, skipped));
  }

  private void nameColumns(CsvRecord first) {
    firstLine = lines + first.getStartingLineNumber();
    columns = names(first);
    place = by.map(columns::indexOf).orElse(-1);
    if (by.isPresent() && place < 0) {
      throw Table.unknown(name, by.get(), columns);
    }
    others = new ArrayList<>(columns);
    by.ifPresent(others::remove);
  }

  /** Parses a later chunk, any number of them at a time. */
  Chunk parse(Chunk chunk) {
    return chunk.parse(columns.size(), place, 0);
  }

  /** Adds a chunk that has been parsed to those before it. */
  void add(Chunk chunk) {
    Iterator<String> texts = chunk.texts().iterator();
    Table.Builder group = null;
    String last = null;
    for (int i = 0; i < chunk.rows(); i++) {
      long line = lines + chunk.line(i);
      String key = place < 0 ? "" : chunk.keys().get(i);
      if (!key.equals(last)) {
        last = key;
        group = spellings.get(key);
        group = group == null ? group(key, line) : group;
      }
      group.add(chunk.values(), i, texts, line);
    }
    chunk.requireWhole();
    if (chunk.ragged() > 0) {
      throw ragged(chunk);
    }
    count += chunk.rows();
    lines += chunk.lines();
    part = chunk.part();
    if (count >= nextLook) {
      nextLook = count + count / 4;
      requireRoom();
    }
  }

  private Table.Builder group(String key, long line) {
    Table.Builder group =
        groups.computeIfAbsent(
            place < 0 ? GroupKey.of("") : value(key, line),
            value -> {
              names.put(value, key);
              return new Table.Builder(tableOf(key), others);
            });
    spellings.put(key, group);
    return group;
  }

  private String tableOf(String key) {
    return by.map(column -> "%s (%s %s)".formatted(name, column, key)).orElse(name);
  }

  private GroupKey value(String field, long line) {
    GroupKey key = GroupKey.of(field);
    if (key.text().equals(field)) {
      Fault fault = Fault.of(field, line);
      if (fault.flaw() == Flaw.MISSING || fault.flaw() == Flaw.NAN) {
        throw fault.in(name, by.orElseThrow());
      }
    }
    return key;
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
    return part > 0 ? count / part : count;
  }

  /** The table, and what it takes to be fitted; with Java's own failure where it came to that. */
  DataException tooLarge(Throwable failure) {
    names.clear(); // What was read is garbage now, and to tell of it takes memory too.
    groups.clear();
    spellings.clear();
    if (nextLook == FIRST_LOOK) {
      return DataException.content(HostMemory.tooLittle(), failure);
    }
    String subject =
        String.format(
            Locale.ROOT,
            "%s, %s %,.0f rows of %d columns,",
            name,
            part > 0 ? "about" : "so far",
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

  private DataException ragged(Chunk chunk) {
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
