package regress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import regress.Regression;
import regress.data.Dataset;
import regress.data.RegressException;
import regress.report.Numbers;

/** Measures kinds of fit, one after the other: one that fails leaves the others standing. */
final class Measuring {
  /** No end, and no overflow: nobody waits for centuries. */
  static final long NEVER = Long.MAX_VALUE / 4;

  private final long warmNanos;
  private final long lastBegin;
  private final long end;
  private final List<String> failures = new ArrayList<>();

  /**
   * @param warmNanos how long to look for what a fit takes once it is warm
   * @param lastBegin when the last measurement may begin, by {@link System#nanoTime}
   * @param end when one that goes on is given up
   */
  Measuring(long warmNanos, long lastBegin, long end) {
    this.warmNanos = warmNanos;
    this.lastBegin = lastBegin;
    this.end = end;
  }

  /** What each kind took of the same options otherwise; each is shown as soon as it is done. */
  List<Kind> measured(List<Kind> kinds, Regression options, Dataset data, Consumer<Kind> show) {
    // A fit may go on although it is interrupted: one that takes too long is left behind.
    ExecutorService worker =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    List<Kind> done = new ArrayList<>();
    for (Kind kind : kinds) {
      done.add(measured(kind, options, data, worker));
      show.accept(done.getLast());
    }
    worker.shutdownNow();
    return done;
  }

  private Kind measured(Kind kind, Regression options, Dataset data, ExecutorService worker) {
    long begin = System.nanoTime();
    if (begin - lastBegin > 0) {
      return kind;
    }
    long left = Math.max(0, end - begin);
    Regression fitting = EngineOptions.on(kind.where(), options).device(kind.device().id());
    Future<Timing> timing = worker.submit(() -> Timing.of(() -> fitting.fit(data), warmNanos));
    try {
      return kind.with(timing.get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return kind.with("not done after " + Numbers.time(left));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RegressException failure)) {
        throw new IllegalStateException(e.getCause());
      }
      failures.add(kind.name() + ": " + failure.getMessage());
      return kind.with("failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return kind;
    }
  }

  /** Says what failed, and returns the exit status. */
  int report(Streams streams) {
    failures.forEach(streams::say);
    return failures.isEmpty() ? 0 : Failures.FAILED;
  }
}
