package regress.cli;

import java.util.ArrayList;
import java.util.List;
import regress.Option;
import regress.Regression;
import regress.data.Dataset;
import regress.data.SeedProblem;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Optimizer;

/** The seed problem by every engine and mode that is there. */
final class Comparison {
  private final Streams streams;

  Comparison(Streams streams) {
    this.streams = streams;
  }

  /** Measures, prints, and returns the exit status: a row that fails leaves the others standing. */
  int run() {
    SeedProblem problem = SeedProblem.published();
    Regression options = SeedReport.published();
    List<Timing> timings = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    measure(rows(options), problem.dataset(), timings, failures);
    streams.print(ComparisonTable.text(problem, options, timings));
    failures.forEach(streams::say);
    Engines.fallback().ifPresent(streams::say);
    return failures.isEmpty() ? 0 : Failures.FAILED;
  }

  private static List<Regression> rows(Regression options) {
    return Engines.all().stream()
        .filter(engine -> engine.absence().isEmpty())
        .flatMap(
            engine ->
                engine.modes().stream()
                    .map(mode -> new Option.Where(engine.name(), Optimizer.AUTO, mode))
                    .map(where -> EngineChoice.on(where, options)))
        .toList();
  }

  private void measure(
      List<Regression> rows, Dataset data, List<Timing> timings, List<String> failures) {
    try (var waiting = new Waiting(streams, rows.size())) {
      for (Regression row : rows) {
        String name = row.engine() + " " + row.mode();
        waiting.next(name);
        try {
          timings.add(Timing.of(() -> row.fit(data)));
        } catch (EngineException e) {
          failures.add(name + ": " + e.getMessage());
        }
      }
    }
  }
}
