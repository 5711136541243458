package regress.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.Fit;
import regress.Outcome;
import regress.Regression;
import regress.data.Dataset;
import regress.report.Figure;
import regress.report.FitDocument;
import regress.report.ReportPage;

/** {@code regress fit}: a linear model of a table's column. */
@Command(
    name = "fit",
    header = "Fits a linear model of one column of a table by others.",
    description = {
      "",
      "The equation puts names that are no plain words in backticks: `x y`, `a,b`.",
      ""
    })
final class FitCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private FitOptions fitting;

  @Mixin private TableOptions table;

  @Option(
      names = "--by",
      paramLabel = "A,B",
      description =
          "Fit each group of rows by itself: rows that have the same values in these columns.")
  private List<String> by = List.of();

  @Mixin private ErrorOptions errors;

  @Mixin private PlotFile.Choice plot;

  @Mixin private ModelOption model;

  @Mixin private PageFile.Choice page;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  FitCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Regression options = errors.applyTo(fitting.regression());
    return by.isEmpty()
        ? fit(options, table.dataset(options.intercept(), streams))
        : fitGroups(options);
  }

  private int fit(Regression options, Dataset data) {
    errors.require(options, data.featureCount(), table);
    model.require(table.source());
    page.require(table.source());
    return run(
        options,
        data,
        json,
        fit -> errors.report(fit, data, json),
        fit ->
            IntStream.of(
                    errors.finish(fit, data, streams),
                    plot.draw(() -> Figure.of(data, fit), streams),
                    model.save(
                        FitDocument.of(fit, errors.level()),
                        List.of(data),
                        table.source(),
                        streams),
                    page.write(
                        from ->
                            ReportPage.of(fit, data, errors.level(), errors.verification(), from),
                        List.of(data),
                        table.source(),
                        streams))
                .max()
                .orElseThrow(),
        streams);
  }

  private int fitGroups(Regression options) {
    Optional<String> single = errors.ofOneFit();
    if (single.isPresent()) {
      throw new UsageException(
          single.get() + " is of one fit, and --by makes many. Leave one out.");
    }
    GroupRun.Data groups = table.groups(by, streams);
    plot.requireFew(groups.groups().tables().size());
    errors.require(options, groups.features(), table);
    errors.requireIntervals(json || page.isGiven());
    model.require(table.source());
    page.require(table.source());
    return GroupRun.run(
        options,
        groups,
        json,
        errors.level(),
        (fits, data) ->
            IntStream.of(
                    plot.draw(fits::figure, streams),
                    model.save(fits, data, table.source(), streams),
                    page.write(from -> ReportPage.of(fits, from), data, table.source(), streams))
                .max()
                .orElseThrow(),
        streams);
  }

  /**
   * Fits, prints and says what a person should know. Where there is no model, JSON is printed
   * without one before that is thrown. The exit status is what {@code afterwards} returns.
   */
  static int run(
      Regression options,
      Dataset data,
      boolean json,
      Function<Fit, String> report,
      ToIntFunction<Fit> afterwards,
      Streams streams) {
    Regression settled =
        EngineOptions.settled(options, data.samples(), data.featureCount(), streams);
    Fit fit;
    try (var progress = new FitProgress(streams, settled.epochs())) {
      fit = settled.fit(data, progress).judged(data);
    }
    if (!json) {
      fit.metrics();
    }
    streams.print(report.apply(fit));
    fit.metrics();
    if (endedEarly(options, fit)) {
      streams.say(fit.outcome().advice());
    }
    int status = afterwards.applyAsInt(fit);
    return status == 0 && endedEarly(options, fit) ? Failures.FAILED : status;
  }

  /** Whether a fit that was to converge ran out of epochs. */
  static boolean endedEarly(Regression options, Fit fit) {
    boolean mayConverge = options.tolerance().orElse(1) > 0;
    return fit.outcome() == Outcome.STOPPED_SHORT && mayConverge;
  }
}
