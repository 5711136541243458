package regress.cli;

import static regress.cli.EngineOptions.given;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.Fit;
import regress.Regression;
import regress.data.Dataset;
import regress.data.SeedProblem;
import regress.engine.Precision;
import regress.report.Equation;
import regress.report.Figure;
import regress.report.Report;

/** {@code regress seed}: the seed problem, or one like it, once. */
@Command(
    name = "seed",
    header = "Fits a line to generated data: the seed problem, unless options change it.",
    description = {"", "It starts at slope 1 and intercept 0, and runs all its epochs.", ""})
final class SeedCommand implements Callable<Integer> {
  static final int EPOCHS = 10_000;
  static final double LEARNING_RATE = 1e-2;

  private final Streams streams;

  @Mixin private EngineOptions engine;

  @Option(
      names = "--n",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many samples (default: ${DEFAULT-VALUE}).")
  private Integer samples;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How many epochs (default: " + EPOCHS + ").")
  private Integer epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Step length, or auto (default: " + LEARNING_RATE + ").")
  private OptionalDouble learningRate;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description = "Of data and coefficients: ${COMPLETION-CANDIDATES} (default: float32).")
  private Precision precision;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the generator, NumPy's (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--slope",
      paramLabel = "X",
      defaultValue = "3",
      description = "The true slope (default: ${DEFAULT-VALUE}).")
  private Double slope;

  @Option(
      names = "--intercept",
      paramLabel = "X",
      defaultValue = "1",
      description = "The true intercept (default: ${DEFAULT-VALUE}).")
  private Double intercept;

  @Option(
      names = "--noise",
      paramLabel = "X",
      defaultValue = "0.5",
      description = "Standard deviation of the noise (default: ${DEFAULT-VALUE}).")
  private Double noise;

  @Mixin private PlotFile.Choice plot;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  SeedCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    var problem = new SeedProblem(seed, samples, slope, intercept, noise);
    Regression options = options();
    Dataset data = problem.dataset();
    return FitCommand.run(
        options,
        data,
        json,
        fit ->
            json
                ? JsonReport.of(fit, Report.LEVEL, Optional.empty())
                : lines(problem, fit) + "\n" + Report.details(fit, Report.LEVEL),
        fit -> plot.draw(() -> Figure.of(problem, data, fit), streams),
        streams);
  }

  private Regression options() {
    Regression options = engine.applyTo(published());
    options = given(epochs, options, Regression::epochs);
    options = given(precision, options, Regression::precision);
    return given(learningRate, options, SeedCommand::learningRate);
  }

  private static Regression learningRate(Regression options, OptionalDouble rate) {
    return rate.isPresent()
        ? options.learningRate(rate.getAsDouble())
        : options.without(regress.Option.LEARNING_RATE);
  }

  /** The published comparison's descent: float32, from y = x, all epochs, on x as it is. */
  static Regression published() {
    return Regression.squared()
        .learningRate(LEARNING_RATE)
        .epochs(EPOCHS)
        .tolerance(0)
        .standardize(false)
        .start(0, 1)
        .precision(Precision.FLOAT32);
  }

  /** Both lines to three decimals. */
  static String lines(SeedProblem problem, Fit fit) {
    String fitted = Equation.line(fit.coefficients()[0], fit.intercept());
    return "fitted  "
        + fitted
        + "\ntrue    "
        + Equation.line(problem.slope(), problem.intercept())
        + "\n";
  }
}
