package regress.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Counts what is in a table, piece by piece, in little memory however long it is. */
final class Describing implements Chunks.Taker<Describing.Counted> {
  /** Distinct values that are counted in a column, and in all of them. */
  private static final int MOST = 1000;

  private static final int MOST_OF_ALL = 1_000_000;
  private static final int FEWEST = 10;

  private final String name;
  private final boolean header;
  private final Heading heading;
  private TableText text;
  private Wanted wanted;
  private int most;
  private List<ColumnTally> columns = List.of();
  private long lines;
  private long rows;

  /** A chunk, and what is in its columns. */
  record Counted(Chunk chunk, List<ColumnTally> columns) {}

  Describing(String name, boolean header) {
    this.name = name;
    this.header = header;
    this.heading = new Heading(name, header);
  }

  @Override
  public void begin(TableText found) {
    text = found;
  }

  @Override
  public boolean hasColumns() {
    return !columns.isEmpty();
  }

  @Override
  public long lines() {
    return lines;
  }

  @Override
  public void begin(Chunk chunk) {
    long skipped = heading.begin(chunk, lines);
    int count = heading.columns().size();
    most = Math.clamp(MOST_OF_ALL / Math.max(1, count), FEWEST, MOST);
    columns = tallies(count);
    wanted = Wanted.of(count, IntStream.range(0, count).boxed().toList(), List.of());
    add(counted(chunk.parse(wanted, skipped)));
  }

  @Override
  public Counted parse(Chunk chunk) {
    return counted(chunk.parse(wanted, 0));
  }

  private List<ColumnTally> tallies(int count) {
    return IntStream.range(0, count).mapToObj(j -> new ColumnTally(most)).toList();
  }

  private Counted counted(Chunk chunk) {
    List<ColumnTally> counts = tallies(columns.size());
    // Another thread may fill one meanwhile: that makes work, and no difference.
    for (int j = 0; j < columns.size(); j++) {
      if (columns.get(j).isFull()) {
        counts.get(j).fill();
      }
    }
    Iterator<String> texts = chunk.texts().iterator();
    int width = columns.size();
    for (int i = 0; i < chunk.rows(); i++) {
      for (int j = 0; j < width; j++) {
        double value = chunk.values()[i * width + j];
        if (Double.isNaN(value)) {
          counts.get(j).add(texts.next(), chunk.line(i));
        } else {
          counts.get(j).add(value);
        }
      }
    }
    return new Counted(chunk, counts);
  }

  @Override
  public void add(Counted counted) {
    for (int j = 0; j < columns.size(); j++) {
      columns.get(j).add(counted.columns.get(j), lines);
    }
    heading.requireWhole(counted.chunk, lines);
    lines += counted.chunk.lines();
    rows += counted.chunk.rows();
  }

  @Override
  public DataException tooLarge(Throwable failure) {
    columns = List.of();
    return DataException.content(HostMemory.tooLittle(), failure);
  }

  Description finish() {
    heading.requireRows(rows);
    List<String> names = heading.columns();
    List<Description.Column> described = new ArrayList<>();
    List<Column> others = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      described.add(columns.get(j).result(names.get(j)));
      others.add(columns.get(j).column(names.get(j)));
    }
    List<String> advice = new ArrayList<>(FormHint.sentence(others).stream().toList());
    if (header) {
      Table.headerAdvice(names).ifPresent(advice::add);
    }
    return new Description(
        name, rows, header, text.separator(), text.encoding(), text.zipped(), described, advice);
  }
}
