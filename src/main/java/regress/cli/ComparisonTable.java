package regress.cli;

import static regress.cli.TextTable.Column.left;
import static regress.cli.TextTable.Column.right;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import regress.Fit;
import regress.Regression;
import regress.data.SeedProblem;
import regress.engine.Attestation;
import regress.engine.Mode;

/** Timings of the seed problem, for people. */
final class ComparisonTable {
  private static final List<TextTable.Column> COLUMNS =
      List.of(
          left("engine"),
          left("mode"),
          left("device"),
          right("compile"),
          right("first"),
          right("warm"),
          right("per epoch"),
          right("a"),
          right("b"),
          right("loss"));

  private ComparisonTable() {}

  /** What was solved, a row for each timing, and the first row's line beside the true one. */
  static String text(SeedProblem problem, Regression options, List<Timing> timings) {
    List<List<String>> rows = timings.stream().map(ComparisonTable::row).toList();
    return caption(problem, options)
        + "\n"
        + TextTable.format(COLUMNS, rows)
        + "\n"
        + devices(timings)
        + timings.stream()
            .map(Timing::fit)
            .filter(Fit::hasModel)
            .findFirst()
            .map(fit -> "\n" + SeedReport.lines(problem, fit))
            .orElse("");
  }

  private static String caption(SeedProblem problem, Regression options) {
    return String.format(
        Locale.ROOT,
        "y = a x + b, n = %d, %s, %s epochs, learning rate %s\n",
        problem.samples(),
        options.precision(),
        Numbers.count(options.epochs()),
        options.learningRate().orElseThrow());
  }

  /** What the short names of the devices stand for: the full ones would not fit the table. */
  private static String devices(List<Timing> timings) {
    return timings.stream()
        .map(timing -> timing.fit().attestation().device())
        .distinct()
        .map(
            device -> String.format("%s is %s, %s\n", device.id(), device.name(), device.backend()))
        .collect(Collectors.joining());
  }

  private static List<String> row(Timing timing) {
    Fit fit = timing.fit();
    Attestation ran = fit.attestation();
    boolean model = fit.hasModel();
    return List.of(
        ran.engine(),
        ran.mode().toString(),
        ran.device().id(),
        timing.compileNanos() == 0 ? "-" : Numbers.time(timing.compileNanos()),
        Numbers.time(timing.firstNanos()),
        Numbers.time(timing.warmNanos()),
        ran.mode() == Mode.DIRECT ? "-" : Numbers.time(timing.warmNanos() / fit.epochs()),
        model ? Numbers.significant(fit.coefficients()[0]) : "diverged",
        model ? Numbers.significant(fit.intercept()) : "-",
        model ? Numbers.significant(fit.metrics().loss()) : "-");
  }
}
