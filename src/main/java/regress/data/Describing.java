package regress.data;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Counts what is in a table, piece by piece, in little memory however long it is. */
final class Describing implements Chunks.Taker<List<ColumnTally>> {
  /** Distinct values that are counted in a column, and in all of them. */
  private static final int MOST = 1000;

  private static final int MOST_OF_ALL = 1_000_000;
  private static final int FEWEST = 10;

  private final String name;
  private final boolean header;
  private final Heading heading;
  private int most;
  private List<ColumnTally> columns = List.of();

  Describing(String name, boolean header) {
    this.name = name;
    this.header = header;
    this.heading = new Heading(name, header);
  }

  @Override
  public Heading heading() {
    return heading;
  }

  @Override
  public Wanted begin(List<String> names) {
    int count = names.size();
    most = Math.clamp(MOST_OF_ALL / count, FEWEST, MOST);
    columns = tallies(count);
    return Wanted.of(count, IntStream.range(0, count).boxed().toList(), List.of());
  }

  private List<ColumnTally> tallies(int count) {
    return IntStream.range(0, count).mapToObj(j -> new ColumnTally(most)).toList();
  }

  @Override
  public List<ColumnTally> work(Chunk chunk) {
    List<ColumnTally> counts = tallies(columns.size());
    // Another thread may fill one meanwhile, which costs work and changes nothing.
    for (int j = 0; j < columns.size(); j++) {
      if (columns.get(j).isFull()) {
        counts.get(j).fill();
      }
    }
    Fields fields = chunk.fields();
    List<Iterator<String>> texts = fields.texts();
    for (int j = 0; j < columns.size(); j++) {
      for (int i = 0; i < fields.rows(); i++) {
        double value = fields.values(j)[i];
        if (Double.isNaN(value)) {
          counts.get(j).add(texts.get(j).next(), fields.line(i));
        } else {
          counts.get(j).add(value);
        }
      }
    }
    return counts;
  }

  @Override
  public void add(Chunk chunk, List<ColumnTally> counts) throws CharacterCodingException {
    for (int j = 0; j < columns.size(); j++) {
      columns.get(j).add(counts.get(j), heading.lines());
    }
    heading.end(chunk);
  }

  @Override
  public DataException tooLarge(Throwable failure) {
    columns = List.of(); // What was counted is garbage now, and to tell of it takes memory too.
    return Chunks.Taker.super.tooLarge(failure);
  }

  /** What is in the table that this text was. */
  Description finish(TableText text) {
    List<String> names = heading.columns();
    List<Description.Column> described = new ArrayList<>();
    List<Column> others = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      described.add(columns.get(j).result(names.get(j)));
      others.add(columns.get(j).column(names.get(j)));
    }
    List<String> advice = new ArrayList<>(FormHint.sentence(others).stream().toList());
    if (header) {
      UnknownColumn.headerAdvice(names).ifPresent(advice::add);
    }
    return new Description(
        name,
        heading.rows(),
        header,
        text.separator(),
        text.encoding(),
        text.zipped(),
        described,
        advice);
  }
}
