package regress.cli;

import static regress.cli.EngineOptions.given;

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

/** {@code regress seed}: the seed problem, or one like it, once. */
@Command(
    name = "seed",
    header = "Fits a line to generated data: the seed problem, unless options change it.",
    description = {"", "It starts at slope 1 and intercept 0, and runs all its epochs.", ""})
final class SeedCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private EngineOptions engine;

  @Option(
      names = "--n",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many samples (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How many epochs (default: " + SeedReport.EPOCHS + ").")
  private Integer epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Step length, or auto (default: " + SeedReport.LEARNING_RATE + ").")
  private OptionalDouble learningRate;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description = "${COMPLETION-CANDIDATES} (default: float32).")
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
  private double slope;

  @Option(
      names = "--intercept",
      paramLabel = "X",
      defaultValue = "1",
      description = "The true intercept (default: ${DEFAULT-VALUE}).")
  private double intercept;

  @Option(
      names = "--noise",
      paramLabel = "X",
      defaultValue = "0.5",
      description = "Standard deviation of the noise (default: ${DEFAULT-VALUE}).")
  private double noise;

  @Mixin private PlotOption plot;

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
    return new FitRun(streams)
        .run(
            options,
            data,
            json,
            fit -> report(problem, fit),
            fit -> plot.draw(() -> Figure.of(problem, data, fit), streams));
  }

  private Regression options() {
    Regression options = engine.applyTo(engine.takenFrom(SeedReport.published()));
    options = given(epochs, options, Regression::epochs);
    options = given(precision, options, Regression::precision);
    return given(learningRate, options, SeedCommand::learningRate);
  }

  private static Regression learningRate(Regression options, OptionalDouble rate) {
    return rate.isPresent()
        ? options.learningRate(rate.getAsDouble())
        : options.without(regress.Option.LEARNING_RATE);
  }

  private static String report(SeedProblem problem, Fit fit) {
    return SeedReport.lines(problem, fit) + "\n" + FitReport.details(fit);
  }
}
