package regress.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Hands a table piece by piece to whoever works on it. */
final class Pieces<T> implements Chunks.Taker<Pieces.Worked<T>> {
  private final String name;
  private final Heading heading;
  private final PieceWork<T> work;
  private Wanted wanted;
  private List<String> numbers;
  private List<String> words;
  private long lines;
  private long rows;

  /** A chunk, and what became of it or kept it from becoming that. */
  record Worked<T>(Chunk chunk, T result, DataException failure) {}

  Pieces(String name, boolean header, PieceWork<T> work) {
    this.name = name;
    this.heading = new Heading(name, header);
    this.work = work;
  }

  @Override
  public boolean hasColumns() {
    return wanted != null;
  }

  @Override
  public long lines() {
    return lines;
  }

  @Override
  public void begin(Chunk chunk) {
    long skipped = heading.begin(chunk, lines);
    List<String> columns = heading.columns();
    if (columns.isEmpty()) {
      lines += chunk.parse(Wanted.of(1, List.of(), List.of()), skipped).lines();
      return;
    }
    PieceWork.Needed needed = work.begin(columns);
    List<Integer> ofNumbers = needed.numbers().stream().map(heading::place).toList();
    List<Integer> ofWords = needed.words().stream().map(heading::place).toList();
    numbers = columns.stream().filter(needed.numbers()::contains).toList();
    words = columns.stream().filter(needed.words()::contains).toList();
    wanted = Wanted.of(columns.size(), ofNumbers, ofWords);
    add(worked(chunk.parse(wanted, skipped)));
  }

  @Override
  public Worked<T> parse(Chunk chunk) {
    return worked(chunk.parse(wanted, 0));
  }

  private Worked<T> worked(Chunk chunk) {
    try {
      return new Worked<>(chunk, work.work(piece(chunk, 0)), null);
    } catch (DataException e) {
      return new Worked<>(chunk, null, e);
    }
  }

  /** Of a chunk that follows so many lines. */
  private Piece piece(Chunk chunk, long before) {
    if (chunk.texts().isEmpty()) {
      return new Piece(new Table(name, columns(chunk), chunk.rows()), words, chunk.words());
    }
    Iterator<String> texts = chunk.texts().iterator();
    var rows = new TableBuilder(name, numbers, column -> true);
    for (int i = 0; i < chunk.rows(); i++) {
      rows.add(chunk.values(), i, texts, before + chunk.line(i));
    }
    return new Piece(rows.build(), words, chunk.words());
  }

  /** Nothing but numbers. */
  private List<Column> columns(Chunk chunk) {
    List<Column> columns = new ArrayList<>();
    int width = numbers.size();
    for (int j = 0; j < width; j++) {
      double[] values = new double[chunk.rows()];
      for (int i = 0; i < values.length; i++) {
        values[i] = chunk.values()[i * width + j];
      }
      columns.add(Column.of(numbers.get(j), values));
    }
    return columns;
  }

  @Override
  public void add(Worked<T> worked) {
    Chunk chunk = worked.chunk();
    if (worked.failure() != null) {
      work.work(piece(chunk, lines)); // Now it is known in which line it fails.
      throw worked.failure();
    }
    work.take(worked.result());
    heading.requireWhole(chunk, lines);
    lines += chunk.lines();
    rows += chunk.rows();
  }

  @Override
  public DataException tooLarge(Throwable failure) {
    return DataException.content(HostMemory.tooLittle(), failure);
  }

  void finish() {
    heading.requireRows(rows);
  }
}
