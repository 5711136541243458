package regress.cli;

import static regress.cli.TextTable.Column.left;
import static regress.cli.TextTable.Column.right;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import regress.Fit;
import regress.Regression;
import regress.data.Dataset;
import regress.engine.Choice;
import regress.engine.Engines;
import regress.engine.Mode;

/** What kinds of fit took, for people, a line as soon as it is known. */
final class ExplainTable {
  private static final List<TextTable.Column> COLUMNS =
      List.of(
          left("engine"),
          left("device"),
          left("optimizer"),
          left("mode"),
          right("first"),
          right("warm"),
          right("per epoch"),
          right("epochs"),
          right("loss"),
          left(""));

  private final Regression options;
  private final Function<List<String>, String> format;

  /**
   * @param rows all that will be written, measured or not
   */
  ExplainTable(Regression options, List<Explained> rows) {
    this.options = options;
    this.format = TextTable.lines(COLUMNS, rows.stream().map(this::widest).toList());
  }

  private List<String> widest(Explained row) {
    String time = Numbers.time(999e6);
    String epochs = Numbers.count(options.epochs());
    String loss = Numbers.significant(0.0123456);
    return cells(row, List.of(time, time, time, epochs, loss));
  }

  /** What is fitted, what auto chose, and the titles. */
  String head(Dataset data, Choice auto) {
    return String.format(
            Locale.ROOT,
            "%s rows, %s, %s, up to %s epochs\n%s\n\n",
            Numbers.count(data.samples()),
            data.featureCount() == 1 ? "1 feature" : data.featureCount() + " features",
            options.precision(),
            Numbers.count(options.epochs()),
            auto.why())
        + format.apply(COLUMNS.stream().map(TextTable.Column::title).toList());
  }

  /** One row. */
  String line(Explained row) {
    return format.apply(
        cells(
            row, row.timing().map(ExplainTable::results).orElse(List.of("-", "-", "-", "-", "-"))));
  }

  private static List<String> cells(Explained row, List<String> results) {
    String note = (row.auto() ? "auto " : "") + row.note();
    return Stream.of(
            List.of(
                row.engine(),
                row.device().id(),
                shown(row.where().optimizer()),
                shown(row.where().mode())),
            results,
            List.of(note))
        .flatMap(List::stream)
        .toList();
  }

  /** What was chosen, or a dash where there was nothing to choose. */
  static String shown(Object choice) {
    return choice.toString().equals(Engines.AUTO) ? "-" : choice.toString();
  }

  private static List<String> results(Timing timing) {
    Fit fit = timing.fit();
    boolean direct = fit.attestation().mode() == Mode.DIRECT;
    return List.of(
        Numbers.time(timing.compileNanos() + timing.firstNanos()),
        Numbers.time(timing.warmNanos()),
        direct ? "-" : Numbers.time(timing.warmNanos() / fit.epochs()),
        direct ? "-" : Numbers.count(fit.epochs()),
        fit.hasModel() ? Numbers.significant(fit.metrics().loss()) : "diverged");
  }
}
