package regress.data;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Hands every row of a table to its group; where no columns tell groups apart, to the only one.
 * Keeps no row.
 */
final class TableAssembly implements Chunks.Taker<Chunk> {
  private static final int FIRST_LOOK = 4096;

  private final String name;
  private final Heading heading;
  private final List<String> asked;
  private final Predicate<String> texts;

  /** The columns that tell groups apart. */
  private List<String> by = List.of();

  /** Of each of them, where its words are in a row of words, which are in the file's order. */
  private int[] places = {};

  private List<String> others = List.of();

  /** Of each group, how its values were first written. */
  private final Map<GroupKey, List<String>> names = new HashMap<>();

  private final Map<GroupKey, TableBuilder> groups = new TreeMap<>();

  /** Each way in which such values were written, and their group. */
  private final Map<String, TableBuilder> spellings = new HashMap<>();

  /** Of the first value that is missing in those columns. */
  private DataException fault;

  private Missing missing = Missing.NONE;
  private double part;
  private long nextLook = FIRST_LOOK;
  private double valuesPerRow;

  /**
   * @param by the columns that tell groups apart, as {@link ColumnNames#read} has them
   * @param texts of which columns text is kept
   */
  TableAssembly(String name, boolean header, List<String> by, Predicate<String> texts) {
    this.name = name;
    this.heading = new Heading(name, header);
    this.asked = by;
    this.texts = texts;
  }

  @Override
  public Heading heading() {
    return heading;
  }

  @Override
  public Wanted begin(List<String> columns) {
    by = ColumnNames.read(asked, columns);
    List<Integer> keys = by.stream().map(heading::place).toList();
    places = keys.stream().mapToInt(key -> rank(key, keys)).toArray();
    others = new ArrayList<>(columns);
    others.removeAll(by);
    return Wanted.of(
        columns.size(),
        IntStream.range(0, columns.size()).filter(j -> !keys.contains(j)).boxed().toList(),
        keys);
  }

  private int rank(int key, List<Integer> keys) {
    List<Integer> before = keys.stream().filter(other -> other <= key).toList();
    if (before.stream().distinct().count() < before.size()) {
      throw DataException.choice(
          "Column '%s' tells groups apart twice. Name each column once."
              .formatted(heading.columns().get(key)));
    }
    return before.size() - 1;
  }

  @Override
  public Chunk work(Chunk chunk) {
    return chunk;
  }

  @Override
  public void add(Chunk chunk, Chunk made) throws CharacterCodingException {
    if (by.isEmpty()) {
      group(by).add(chunk.fields(), heading.lines());
    } else {
      addApart(chunk.fields());
    }
    heading.end(chunk);
    part = chunk.part();
    if (heading.rows() >= nextLook) {
      nextLook = heading.rows() + heading.rows() / 4;
      requireRoom();
    }
  }

  private void addApart(Fields fields) {
    List<Iterator<String>> texts = fields.texts();
    TableBuilder group = null;
    String last = null;
    for (int i = 0; i < fields.rows(); i++) {
      long line = heading.lines() + fields.line(i);
      String key = key(fields.words(), i);
      if (!key.equals(last)) {
        last = key;
        group = spellings.get(key);
        group =
            group == null && !spellings.containsKey(key)
                ? group(key, words(fields.words(), i), line)
                : group;
      }
      if (group == null) {
        skip(fields, i, texts);
      } else {
        group.add(fields, i, texts, line);
      }
    }
  }

  /** Words in one, no two rows of other words having the same. */
  private String key(Words all, int row) {
    if (places.length == 1) {
      return all.get(row);
    }
    var key = new StringBuilder();
    for (int k = 0; k < places.length; k++) {
      String word = all.get(row * places.length + k);
      key.append(word.length()).append(':').append(word);
    }
    return key.toString();
  }

  private List<String> words(Words all, int row) {
    String[] words = new String[places.length];
    Arrays.setAll(words, k -> all.get(row * places.length + places[k]));
    return Arrays.asList(words);
  }

  /** The next row's; null where there is none. */
  private TableBuilder group(String key, List<String> words, long line) {
    TableBuilder group = null;
    if (GroupKey.missing(by, words, 1).dropped() == 0) {
      group = group(words);
    } else if (fault == null) {
      int first =
          IntStream.range(0, by.size())
              .filter(k -> GroupKey.isMissing(words.get(k)))
              .findFirst()
              .orElseThrow();
      fault = Fault.of(words.get(first), line).in(name, by.get(first));
    }
    spellings.put(key, group);
    return group;
  }

  private TableBuilder group(List<String> words) {
    return groups.computeIfAbsent(
        GroupKey.of(words),
        value -> {
          names.put(value, words);
          return new TableBuilder(tableOf(words), others, texts);
        });
  }

  private String tableOf(List<String> words) {
    return by.isEmpty()
        ? name
        : IntStream.range(0, by.size())
            .mapToObj(k -> by.get(k) + " " + words.get(k))
            .collect(Collectors.joining(", ", name + " (", ")"));
  }

  /** A row that is in no group. */
  private void skip(Fields fields, int row, List<Iterator<String>> texts) {
    missing = missing.and(GroupKey.missing(by, words(fields.words(), row), 1));
    for (int j = 0; j < texts.size(); j++) {
      if (Double.isNaN(fields.values(j)[row])) {
        texts.get(j).next();
      }
    }
  }

  /**
   * A table that will not fit into Java's memory is refused early: near its end the garbage
   * collector takes all the time that there is.
   */
  private void requireRoom() {
    long values = groups.values().stream().mapToLong(TableBuilder::values).sum();
    valuesPerRow = (double) values / heading.rows();
    // When all are read, one column more is held while it is made one array.
    if (HostMemory.isTooSmallFor((valuesPerRow + 1) * Double.BYTES * allRows())) {
      throw tooLarge(null);
    }
  }

  private double allRows() {
    return heading.rows() / (part > 0 ? part : 1);
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
    Map<List<String>, Table> tables = new LinkedHashMap<>();
    groups.forEach((value, rows) -> tables.put(names.get(value), rows.build()));
    return new Groups(name, by, heading.columns(), tables, Optional.ofNullable(fault), missing);
  }
}
