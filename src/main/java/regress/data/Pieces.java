package regress.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Hands a table piece by piece to whoever works on it. */
final class Pieces<T> implements Chunks.Taker<Pieces.Made<T>> {
  private final String name;
  private final Heading heading;
  private final PieceWork<T> work;
  private List<String> numbers;
  private List<String> words;

  /** What became of a chunk, or kept it from becoming that. */
  record Made<T>(T result, DataException failure) {}

  Pieces(String name, boolean header, PieceWork<T> work) {
    this.name = name;
    this.heading = new Heading(name, header);
    this.work = work;
  }

  @Override
  public Heading heading() {
    return heading;
  }

  @Override
  public Wanted begin(List<String> columns) {
    PieceWork.Needed needed = work.begin(columns);
    List<Integer> ofNumbers = needed.numbers().stream().map(heading::place).toList();
    List<Integer> ofWords = needed.words().stream().map(heading::place).toList();
    numbers = columns.stream().filter(needed.numbers()::contains).toList();
    words = columns.stream().filter(needed.words()::contains).toList();
    return Wanted.of(columns.size(), ofNumbers, ofWords);
  }

  @Override
  public Made<T> work(Chunk chunk) {
    try {
      return new Made<>(work.work(piece(chunk, 0)), null);
    } catch (DataException e) {
      return new Made<>(null, e);
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
  public void add(Chunk chunk, Made<T> made) {
    if (made.failure() != null) {
      work.work(piece(chunk, heading.lines())); // Now it is known in which line it fails.
      throw made.failure();
    }
    work.take(made.result());
    heading.end(chunk);
  }
}
