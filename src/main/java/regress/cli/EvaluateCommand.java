package regress.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import regress.Evaluation;
import regress.data.Piece;
import regress.data.PieceWork;
import regress.report.ModelFile;
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

  @Parameters(
      index = "0",
      paramLabel = "MODEL.json",
      description = "What regress fit --model has saved.")
  private Path model;

  @Mixin private TableSource table;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  EvaluateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    var predictor =
        new Predictor(
            ModelFile.read(model), Optional.empty(), Report.LEVEL, Predictor.Unknown.ERROR);
    var work = new Work(predictor);
    table.pieces(work);
    streams.print(json ? JsonReport.of(work.all) : Report.text(work.all));
    return 0;
  }

  private static final class Work implements PieceWork<Evaluation> {
    private final Predictor predictor;
    private Evaluation all = Evaluation.NONE;

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
    public Evaluation work(Piece piece) {
      return Evaluation.of(
          predictor.predict(piece).values(), piece.numbers().column(predictor.target()));
    }

    @Override
    public void take(Evaluation part) {
      all = all.and(part);
    }
  }
}
