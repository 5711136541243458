package regress.data;

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
 * Hands every row of a table to its group; where no column tells groups apart, to the only one.
 * Keeps no row.
 */
final class TableAssembly implements Chunks.Taker<Chunk> {
  private static final int FIRST_LOOK = 4096;

  private final String name;
  private final Heading heading;
  private final Optional<String> by;
  private Wanted wanted;

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
    this.heading = new Heading(name, header);
    this.by = by;
  }

  @Override
  public boolean hasColumns() {
    return !heading.columns().isEmpty();
  }

  @Override
  public long lines() {
    return lines;
  }

  @Override
  public void begin(Chunk chunk) {
    long skipped = heading.begin(chunk, lines);
    List<String> columns = heading.columns();
    if (hasColumns()) {
      place = by.map(heading::place).orElse(-1);
      others = new ArrayList<>(columns);
      by.ifPresent(others::remove);
    }
    wanted = Wanted.groups(columns.size(), place);
    add(chunk.parse(wanted, skipped));
  }

  @Override
  public Chunk parse(Chunk chunk) {
    return chunk.parse(wanted, 0);
  }

  @Override
  public void add(Chunk chunk) {
    Iterator<String> texts = chunk.texts().iterator();
    Table.Builder group = null;
    String last = null;
    for (int i = 0; i < chunk.rows(); i++) {
      long line = lines + chunk.line(i);
      String key = place < 0 ? "" : chunk.words().get(i);
      if (!key.equals(last)) {
        last = key;
        group = spellings.get(key);
        group = group == null ? group(key, line) : group;
      }
      group.add(chunk.values(), i, texts, line);
    }
    heading.requireWhole(chunk, lines);
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

  @Override
  public DataException tooLarge(Throwable failure) {
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
            heading.columns().size());
    return DataException.content(
        HostMemory.tooLittle(subject, HostMemory.ofFit(valuesPerRow * allRows())), failure);
  }

  Groups finish() {
    heading.requireRows(count);
    Map<String, Table> tables = new LinkedHashMap<>();
    groups.forEach((value, rows) -> tables.put(names.get(value), rows.build()));
    return new Groups(name, by.orElse(""), heading.columns(), tables);
  }
}
