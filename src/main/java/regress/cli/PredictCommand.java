package regress.cli;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.IntervalOf;
import regress.Prediction;
import regress.data.ColumnNames;
import regress.data.CsvText;
import regress.data.Missing;
import regress.data.Piece;
import regress.data.PieceWork;
import regress.report.Report;

/** {@code regress predict}: what a saved model says of a table's rows, as a table. */
@Command(
    name = "predict",
    header = "Predicts the rows of a table by a saved model.",
    description = {
      "",
      "Prints a table: the columns of --keep, then the prediction under the target's name"
          + " (TARGET_predicted, if the target itself is kept). --interval adds TARGET_low and"
          + " TARGET_high. A table of any length takes the same memory.",
      ""
    })
final class PredictCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private SavedModel model;

  @Mixin private TableSource table;

  @Option(
      names = "--interval",
      paramLabel = "OF",
      description = "Add an interval: mean, for the mean of such rows, or new, for one new row.")
  private IntervalOf interval;

  @Option(
      names = "--level",
      paramLabel = "L",
      converter = ErrorOptions.Level.class,
      description = "The probability that an interval covers (default: " + Report.LEVEL + ").")
  private Double level;

  @Option(
      names = "--keep",
      paramLabel = "A,B",
      description = "Columns of the table to print as well (default: those that the model needs).")
  private List<String> keep = new ArrayList<>();

  @Option(
      names = "--unknown",
      paramLabel = "WHAT",
      defaultValue = "error",
      description =
          "What to do with rows whose group has no model: error, or empty, which keeps them without a"
              + " prediction (default: ${DEFAULT-VALUE}).")
  private Predictor.Unknown unknown;

  @Option(
      names = "--missing",
      paramLabel = "WHAT",
      defaultValue = "error",
      description =
          "What to do with rows that lack a value (empty, NA, N/A, NULL, ?, NaN) that the model"
              + " needs: error, drop, or empty, which keeps them without a prediction (default:"
              + " ${DEFAULT-VALUE}).")
  private Predictor.Incomplete missing;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the predictions into FILE, whole or not at all.")
  private OutFile output;

  PredictCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    if (level != null && interval == null) {
      throw new UsageException(
          "--level has no effect without --interval. Give that, or leave it out.");
    }
    if (output != null && (table.isFrom(output) || output.is(model.file()))) {
      throw new UsageException(
          "--output would take the place of the table or the model. Give another file.");
    }
    double sure = level == null ? Report.LEVEL : level;
    var predictor =
        new Predictor(model.read(), Optional.ofNullable(interval), sure, unknown, missing);
    if (output == null) {
      predict(predictor, streams.out(), true);
      return 0;
    }
    return output.write("predictions", "--output", out -> predict(predictor, out, false), streams);
  }

  private void predict(Predictor predictor, OutputStream out, boolean isShown) {
    var work = new Work(predictor, out, isShown);
    table.pieces(work);
    streams.out().flush();
    MissingOption.say(work.missing, missing == Predictor.Incomplete.DROP, streams);
  }

  /** Lines, and which rows lack a value. */
  private record Lines(CsvText text, Missing missing) {}

  /** Makes lines side by side, and writes them in their order. */
  private final class Work implements PieceWork<Lines> {
    private final Predictor predictor;
    private final OutputStream out;

    /** Whether somebody may look at what is written. */
    private final boolean isShown;

    private List<String> kept;

    private Missing missing = Missing.NONE;

    Work(Predictor predictor, OutputStream out, boolean isShown) {
      this.predictor = predictor;
      this.out = out;
      this.isShown = isShown;
    }

    @Override
    public Needed begin(List<String> columns) {
      Set<String> needed = predictor.columns();
      Set<String> words = new LinkedHashSet<>(predictor.file().by());
      Collection<String> asked = ColumnNames.read(keep, columns);
      kept = List.copyOf(new LinkedHashSet<>(asked.isEmpty() ? with(words, needed) : asked));
      words.addAll(kept);
      var header = new CsvText(isShown);
      header().forEach(header::add);
      take(new Lines(header.end(), Missing.NONE));
      return new Needed(needed, words);
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
      Set<String> all = new LinkedHashSet<>(some);
      all.addAll(others);
      return all;
    }

    private List<String> header() {
      List<String> names = new ArrayList<>(kept);
      String target = predictor.target();
      names.add(kept.contains(target) ? target + "_predicted" : target);
      if (interval != null) {
        names.addAll(List.of(target + "_low", target + "_high"));
      }
      return names;
    }

    @Override
    public Lines work(Piece piece) {
      Predictor.Predicted predicted = predictor.predict(piece, List.of());
      Prediction all = predicted.all();
      boolean drops = predictor.missing() == Predictor.Incomplete.DROP;
      int[] places = kept.stream().mapToInt(piece.words()::indexOf).toArray();
      var text = new CsvText(isShown);
      for (int i = 0; i < piece.rows(); i++) {
        if (drops && predicted.incomplete().get(i)) {
          continue;
        }
        piece.write(i, places, text);
        text.add(all.values()[i]);
        if (interval != null) {
          text.add(all.low()[i]).add(all.high()[i]);
        }
        text.end();
      }
      return new Lines(text, predicted.missing());
    }

    @Override
    public void take(Lines lines) {
      missing = missing.and(lines.missing());
      lines.text().writeTo(out);
    }
  }
}
