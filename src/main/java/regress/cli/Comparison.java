package regress.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import regress.Fit;
import regress.Machine;
import regress.Option.Where;
import regress.Regression;
import regress.data.Dataset;
import regress.data.SeedProblem;
import regress.engine.EngineInfo;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.report.Numbers;
import regress.report.TextTable;
import regress.report.TextTable.Column;

/** The seed problem by every engine and mode that is there. */
record Comparison(Streams streams) {
  private static final long WARM_NANOS = 2_500_000_000L;

  static final List<Column<Kind>> COLUMNS =
      List.of(
          Kind.ENGINE,
          Kind.MODE,
          Kind.DEVICE,
          Kind.time(
              "compile",
              timing -> timing.compileNanos() == 0 ? "-" : Numbers.time(timing.compileNanos())),
          Kind.time("first", timing -> Numbers.time(timing.firstNanos())),
          Kind.WARM,
          Kind.PER_EPOCH,
          coefficient("a", fit -> fit.coefficients()[0]),
          coefficient("b", Fit::intercept),
          Kind.LOSS,
          Kind.NOTE);

  private static final SeedProblem PROBLEM = SeedProblem.published();
  private static final Regression OPTIONS = SeedCommand.published();

  private static Column<Kind> coefficient(String title, ToDoubleFunction<Fit> value) {
    return Kind.result(
        title,
        timing ->
            timing.fit().hasModel() ? Numbers.significant(value.applyAsDouble(timing.fit())) : "-",
        Numbers.significant(1));
  }

  /** Measures, prints each kind when it is done, and returns the exit status. */
  int run() {
    Dataset data = PROBLEM.dataset();
    List<Kind> kinds =
        Machine.engines().stream()
            .filter(engine -> engine.absence().isEmpty())
            .flatMap(engine -> engine.modes().stream().map(mode -> kind(engine, mode, data)))
            .toList();
    var table = new TextTable<>(COLUMNS, kinds);
    streams.say("Compiling and timing " + kinds.size() + " kinds of fit, a few seconds for each.");
    streams.print(caption() + table.head());
    long never = System.nanoTime() + Measuring.NEVER;
    var measuring = new Measuring(WARM_NANOS, never, never);
    List<Kind> done =
        measuring.measured(kinds, OPTIONS, data, kind -> streams.print(table.line(kind)));
    streams.print("\n" + devices(kinds) + lines(done));
    int status = measuring.report(streams);
    Machine.fallback().ifPresent(streams::say);
    return status;
  }

  private Kind kind(EngineInfo engine, Mode mode, Dataset data) {
    var where = new Where(engine.name(), Optimizer.AUTO, mode);
    return new Kind(
        where,
        EngineOptions.on(where, OPTIONS).choice(data.samples(), data.featureCount()).device(),
        mode,
        false);
  }

  private String caption() {
    return String.format(
        Locale.ROOT,
        "y = a x + b, n = %d, %s, %s epochs, learning rate %s\n\n",
        PROBLEM.samples(),
        OPTIONS.precision(),
        Numbers.count(OPTIONS.epochs()),
        OPTIONS.learningRate().orElseThrow());
  }

  /** What the short names of the devices stand for: the full ones would not fit the table. */
  private static String devices(List<Kind> kinds) {
    return kinds.stream()
        .map(Kind::device)
        .distinct()
        .map(
            device -> String.format("%s is %s, %s\n", device.id(), device.name(), device.backend()))
        .collect(Collectors.joining());
  }

  /** The first model's line beside the true one. */
  private String lines(List<Kind> kinds) {
    return kinds.stream()
        .flatMap(kind -> kind.timing().stream())
        .map(Timing::fit)
        .filter(Fit::hasModel)
        .findFirst()
        .map(fit -> "\n" + SeedCommand.lines(PROBLEM, fit))
        .orElse("");
  }
}
