package regress.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.Evaluation;
import regress.data.DataException;
import regress.data.Missing;
import regress.data.Piece;
import regress.data.PieceWork;
import regress.report.Report;

/** {@code regress evaluate}: how well a saved model says the target of a table. */
@Command(
    name = "evaluate",
    header = "Says how well a saved model predicts the target of a table.",
    description = {
      "",
      "R² is about the mean of these rows. A table of any length takes the same memory.",
      ""
    })
final class EvaluateCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private SavedModel model;

  @Mixin private TableSource table;

  @Mixin private MissingOption missing;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  EvaluateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    var predictor =
        new Predictor(
            model.read(),
            Optional.empty(),
            Report.LEVEL,
            Predictor.Unknown.ERROR,
            missing.drops() ? Predictor.Incomplete.DROP : Predictor.Incomplete.ERROR);
    var work = new Work(predictor);
    table.pieces(work);
    Scored all = work.all;
    if (all.of().rows() == 0 && all.missing().dropped() > 0) {
      throw DataException.content(
          "%s has no row left to evaluate by: %s. Give a table with these columns filled."
              .formatted(table.name(), all.missing().sentence()));
    }
    streams.print(
        json ? JsonReport.of(all.of(), all.missing()) : Report.text(all.of(), all.missing()));
    return 0;
  }

  /** Of some rows, and of which not. */
  private record Scored(Evaluation of, Missing missing) {}

  private static final class Work implements PieceWork<Scored> {
    private final Predictor predictor;
    private Scored all = new Scored(Evaluation.NONE, Missing.NONE);

    Work(Predictor predictor) {
      this.predictor = predictor;
    }

    @Override
    public Needed begin(List<String> columns) {
      Set<String> numbers = new HashSet<>(predictor.columns());
      numbers.add(predictor.target());
      return new Needed(numbers, predictor.file().by());
    }

    @Override
    public Scored work(Piece piece) {
      String target = predictor.target();
      var predicted = predictor.predict(piece, List.of(target));
      double[] values = predicted.all().values();
      if (predicted.incomplete().isEmpty()) {
        return new Scored(
            Evaluation.of(values, piece.numbers().column(target)), predicted.missing());
      }
      double[] y = piece.numbers().dropMissing().column(target);
      int[] rows =
          IntStream.range(0, y.length).filter(i -> !predicted.incomplete().get(i)).toArray();
      return new Scored(Evaluation.of(of(rows, values), of(rows, y)), predicted.missing());
    }

    private static double[] of(int[] rows, double[] values) {
      return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }

    @Override
    public void take(Scored part) {
      all = new Scored(all.of().and(part.of()), all.missing().and(part.missing()));
    }
  }
}
