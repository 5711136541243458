package regress.data;

import java.nio.charset.CharacterCodingException;
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
    var rows = new TableBuilder(name, numbers, column -> true);
    Fields fields = chunk.fields();
    rows.add(fields, before);
    Table table = rows.build(row -> name + " line " + (before + fields.line(row)));
    return new Piece(table, words, fields.words());
  }

  @Override
  public void add(Chunk chunk, Made<T> made) throws CharacterCodingException {
    if (made.failure() != null) {
      work.work(piece(chunk, heading.lines())); // Now it is known in which line it fails.
      throw made.failure();
    }
    work.take(made.result());
    heading.end(chunk);
  }
}
