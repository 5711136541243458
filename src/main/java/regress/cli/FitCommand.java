package regress.cli;

import static regress.cli.EngineOptions.given;

import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import regress.Regression;
import regress.data.Dataset;
import regress.engine.Precision;

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

  @Mixin private EngineOptions engine;

  @Mixin private TableOptions table;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description = "${COMPLETION-CANDIDATES} (default: float64).")
  private Precision precision;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "At most so many epochs (default: 10000).")
  private Integer epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "auto",
      converter = LearningRateOption.class,
      description =
          "Step length; auto is the largest that is surely stable (default: ${DEFAULT-VALUE}).")
  private OptionalDouble learningRate;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "Relative bound on the change of the loss and on its gradient; 0 runs all epochs"
              + " (default: 1e-8 in float64, 1e-5 in float32).")
  private Double tolerance;

  @Option(
      names = "--no-standardize",
      description = "Descend on the features as they are, not brought to mean 0, deviation 1.")
  private boolean asTheyAre;

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
    Regression options = Usage.check(command, this::options);
    plot.check(command);
    return by == null ? fit(options, table.dataset(command, streams)) : fitGroups(options);
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
    return new GroupRun(streams).run(options, table.groups(by, command, streams), json);
  }

  private Regression options() {
    Regression options = engine.applyTo(Regression.squared()).standardize(!asTheyAre);
    options = given(epochs, options, Regression::epochs);
    options = given(precision, options, Regression::precision);
    options = given(tolerance, options, Regression::tolerance);
    return learningRate.isPresent() ? options.learningRate(learningRate.getAsDouble()) : options;
  }
}
