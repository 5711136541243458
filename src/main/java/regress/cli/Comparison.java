package regress.cli;

import java.util.ArrayList;
import java.util.List;
import regress.Regression;
import regress.data.Dataset;
import regress.data.SeedProblem;
import regress.engine.Engine;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Mode;

/** The seed problem by every engine and mode that is there. */
final class Comparison {
  private static final int REPETITIONS = 5;
  private static final long NANOS_PER_ROW = 2_000_000_000L;

  private final Streams streams;

  Comparison(Streams streams) {
    this.streams = streams;
  }

  /** Measures, prints, and returns the exit status: a row that fails leaves the others standing. */
  int run() {
    SeedProblem problem = SeedProblem.published();
    Regression options = SeedReport.published();
    List<Timing> timings = new ArrayList<>();
    boolean complete = true;
    for (Engine engine : Engines.all()) {
      for (Mode mode : engine.absence().isEmpty() ? engine.modes() : List.<Mode>of()) {
        Regression row = EngineChoice.on(engine.name(), mode, options);
        complete &= measure(row, problem.dataset(), timings);
      }
    }
    streams.print(ComparisonTable.text(problem, options, timings));
    Engines.fallback().ifPresent(streams::say);
    return complete ? 0 : Failures.FAILED;
  }

  private boolean measure(Regression options, Dataset data, List<Timing> timings) {
    try {
      timings.add(Timing.of(() -> options.fit(data), REPETITIONS, NANOS_PER_ROW));
      return true;
    } catch (EngineException e) {
      streams.say(options.engine() + " " + options.mode() + ": " + e.getMessage());
      return false;
    }
  }
}
