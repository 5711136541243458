package regress.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import regress.Regression;
import regress.data.Dataset;

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

  @Spec private CommandSpec command;

  @Mixin private FitOptions fitting;

  @Mixin private TableOptions table;

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "Fit the rows of each value in this column by themselves.")
  private String by;

  @Mixin private PlotOption plot;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  FitCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Regression options = fitting.regression();
    return by == null ? fit(options, table.dataset(streams)) : fitGroups(options);
  }

  private int fit(Regression options, Dataset data) {
    return new FitRun(streams)
        .run(
            options,
            data,
            json,
            FitReport::full,
            fit -> plot.draw(() -> Figure.of(data, fit), streams));
  }

  private int fitGroups(Regression options) {
    if (plot.isGiven()) {
      throw new ParameterException(
          command.commandLine(), "--plot draws one fit, and --by makes many. Leave one out.");
    }
    return GroupRun.run(options, table.groups(by, streams), json, streams);
  }
}
