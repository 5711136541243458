package regress.cli;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import regress.Regression;
import regress.data.DataException;
import regress.data.Dataset;
import regress.engine.Choice;
import regress.engine.Engine;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.engine.Optimizer;

/** Measures every kind of fit of a table that is there, and prints each when it is done. */
final class ExplainRun {
  private static final long WARM_NANOS = 1_000_000_000L;

  /** What is soon done comes first, in case that time runs out. */
  private static final List<Mode> ORDER =
      List.of(Mode.GRAM, Mode.DIRECT, Mode.FUSED, Mode.STEPWISE, Mode.UNROLLED);

  private final Streams streams;
  private final long lastBegin;
  private final long end;
  private final List<String> failures = new ArrayList<>();

  /**
   * @param lastBegin when the last measurement may begin, by {@link System#nanoTime}
   * @param end when one that goes on is given up
   */
  ExplainRun(Streams streams, long lastBegin, long end) {
    this.streams = streams;
    this.lastBegin = lastBegin;
    this.end = end;
  }

  /** Measures, prints, and returns the exit status: a row that fails leaves the others standing. */
  int run(Regression wanted, Dataset data, boolean json) {
    Choice auto = wanted.choice(data);
    List<Explained> rows = new ArrayList<>(rows(wanted, auto).toList());
    var table = new ExplainTable(wanted, rows);
    print(json ? "" : table.head(data, auto));
    if (isAsked(wanted.engine(), Engines.TORNADO)) {
      Engines.fallback().ifPresent(streams::say);
    }
    // A fit cannot be interrupted: one that takes too long is left behind.
    ExecutorService worker =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    rows.replaceAll(
        row -> {
          Explained done = measured(row, wanted, data, worker);
          print(json ? "" : table.line(done));
          return done;
        });
    worker.shutdownNow();
    print(json ? JsonReport.of(auto, rows) : "");
    failures.forEach(streams::say);
    return failures.isEmpty() ? 0 : Failures.FAILED;
  }

  private void print(String text) {
    streams.print(text);
    streams.out().flush();
  }

  private static Stream<Explained> rows(Regression wanted, Choice auto) {
    return Engines.all().stream()
        .filter(engine -> isAsked(wanted.engine(), engine.name()) && engine.absence().isEmpty())
        .flatMap(engine -> rows(engine, wanted, auto))
        .sorted(
            comparing((Explained row) -> !row.auto())
                // Nothing is compiled for a device first.
                .thenComparing(row -> row.engine().equals(Engines.TORNADO))
                .thenComparing(row -> !row.device().equals(auto.device()))
                .thenComparing(row -> ORDER.indexOf(row.mode())));
  }

  private static Stream<Explained> rows(Engine engine, Regression wanted, Choice auto) {
    return engine.devices().stream()
        .filter(device -> isAsked(wanted.device(), device.id()))
        .flatMap(
            device ->
                Stream.concat(engine.modes().stream(), Stream.of(Mode.DIRECT))
                    .distinct()
                    .filter(mode -> wanted.mode() == Mode.AUTO || wanted.mode() == mode)
                    .map(mode -> new Explained(engine, device, mode, auto))
                    .filter(row -> isAsked(wanted.optimizer(), row.where().optimizer())));
  }

  private static boolean isAsked(Optimizer asked, Optimizer optimizer) {
    return asked == Optimizer.AUTO || optimizer == Optimizer.AUTO || asked == optimizer;
  }

  private static boolean isAsked(String asked, String name) {
    return asked.equals(Engines.AUTO) || asked.equalsIgnoreCase(name);
  }

  private Explained measured(
      Explained row, Regression wanted, Dataset data, ExecutorService worker) {
    long begin = System.nanoTime();
    if (begin - lastBegin > 0) {
      return row;
    }
    long left = Math.max(0, end - begin);
    Regression options = EngineChoice.on(row.where(), wanted).device(row.device().id());
    Future<Timing> timing = worker.submit(() -> Timing.of(() -> options.fit(data), WARM_NANOS));
    try {
      return row.with(timing.get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return row.with("not done after " + Numbers.time(left));
    } catch (ExecutionException e) {
      failures.add(row.engine() + " " + row.mode() + ": " + message(e.getCause()));
      return row.with("failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return row;
    }
  }

  private static String message(Throwable failure) {
    return switch (failure) {
      case EngineException e -> e.getMessage();
      case DataException e -> e.getMessage();
      default -> throw new IllegalStateException(failure);
    };
  }
}
