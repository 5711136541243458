package regress.cli;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import regress.Fit;
import regress.Outcome;
import regress.Regression;
import regress.data.Dataset;

/** One fit from the command line: runs it, prints it, and says what a person should know. */
final class FitRun {
  private final Streams streams;

  FitRun(Streams streams) {
    this.streams = streams;
  }

  /**
   * Fits and prints.
   *
   * @param json whether to print JSON in place of {@code text}
   * @param afterwards what else there is to do with the fit
   * @return the exit status that {@code afterwards} says
   * @throws regress.DivergedException if there is no model; JSON has then been printed without one
   */
  int run(
      Regression options,
      Dataset data,
      boolean json,
      Function<Fit, String> text,
      ToIntFunction<Fit> afterwards) {
    Fit fit = fit(EngineChoice.settled(options, streams), data);
    if (json) {
      streams.print(JsonReport.of(List.of(fit)));
    }
    fit.metrics();
    if (!json) {
      streams.print(text.apply(fit));
    }
    if (endedEarly(options, fit)) {
      streams.say(fit.outcome().advice());
    }
    return afterwards.applyAsInt(fit);
  }

  /** Whether a fit that was to converge ran out of epochs. */
  static boolean endedEarly(Regression options, Fit fit) {
    return fit.outcome() == Outcome.EPOCH_LIMIT && mayConverge(options.tolerance());
  }

  private Fit fit(Regression options, Dataset data) {
    try (var progress = new FitProgress(streams, options.epochs())) {
      return options.fit(data, progress);
    }
  }

  private static boolean mayConverge(OptionalDouble tolerance) {
    return tolerance.isEmpty() || tolerance.getAsDouble() > 0;
  }
}
