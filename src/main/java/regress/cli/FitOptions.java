package regress.cli;

import static regress.cli.EngineOptions.given;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.Regression;
import regress.engine.Loss;
import regress.engine.Precision;

/** Options that say how a table is fitted. */
final class FitOptions {
  @Mixin private EngineOptions engine;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      defaultValue = "squared",
      completionCandidates = Losses.class,
      description = "What is minimised: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Loss.Kind loss;

  @Option(
      names = "--delta",
      paramLabel = "D",
      description = "With --loss huber: the residual beyond which a row pulls no harder.")
  private Double delta;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description = "Of data and coefficients: ${COMPLETION-CANDIDATES} (default: float64).")
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

  @Option(names = "--no-intercept", description = "Fit no constant term.")
  private boolean throughOrigin;

  /** Those that need no Java. */
  static final class Losses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(Loss.Kind.SQUARED.toString(), Loss.Kind.HUBER.toString()).iterator();
    }
  }

  Regression regression() {
    Regression options =
        engine.applyTo(minimising()).standardize(!asTheyAre).intercept(!throughOrigin);
    options = given(epochs, options, Regression::epochs);
    options = given(precision, options, Regression::precision);
    options = given(tolerance, options, Regression::tolerance);
    return learningRate.isPresent() ? options.learningRate(learningRate.getAsDouble()) : options;
  }

  private Regression minimising() {
    boolean isHuber = loss == Loss.Kind.HUBER;
    if (isHuber && delta == null) {
      throw new UsageException(
          "--loss huber needs the residual beyond which a row pulls no harder. Give --delta.");
    }
    if (!isHuber && delta != null) {
      throw new UsageException(
          "--delta has no effect with --loss " + loss + ", which has none. Leave it out.");
    }
    return isHuber ? Regression.huber(delta) : Regression.squared();
  }
}
