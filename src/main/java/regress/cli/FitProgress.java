package regress.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import regress.engine.Device;
import regress.engine.Progress;
import regress.report.Numbers;

/**
 * Shows a person how a long fit gets on, in one line of a terminal that is written over again until
 * it is closed, be it by Ctrl-C. A short fit, or one that nobody watches, stays silent.
 */
final class FitProgress implements Progress, AutoCloseable {
  private static final int WIDTH = 79;
  private static final int REFRESH_MILLIS = 200;
  private static final long REFRESH_NANOS = 100_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final Streams streams;
  private final int epochs;
  private final long start = System.nanoTime();

  /** When to look again; the first second is silent. */
  private long next = start + SECOND;

  private boolean told;
  private boolean asked;
  private ProgressBar bar;
  private Thread onInterrupt;
  private boolean finished;

  FitProgress(Streams streams, int epochs) {
    this.streams = streams;
    this.epochs = epochs;
  }

  /** One look at the clock in all epochs but ten a second. */
  @Override
  public void epoch(int epoch, double loss) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + REFRESH_NANOS;
    if (!asked && streams.watched().getAsBoolean()) {
      open(epoch, now - start);
    }
    asked = true;
    if (bar != null) {
      // Our own rate: the bar's divides by whole seconds.
      double perSecond = epoch * (double) SECOND / (System.nanoTime() - start);
      String shown = Numbers.significant(loss);
      bar.setExtraMessage(String.format(Locale.ROOT, " %,.1f/s loss %s", perSecond, shown));
      bar.stepTo(epoch);
    }
  }

  @Override
  public void compiling(Device device) {
    if (!told && streams.watched().getAsBoolean()) {
      streams.say(
          "Compiling kernels for %s: the first run of a kind takes some seconds."
              .formatted(device.id()));
    }
    told = true;
  }

  private void open(int epoch, long elapsedNanos) {
    streams.out().flush();
    bar =
        new ProgressBarBuilder()
            .setTaskName("epochs")
            .setInitialMax(epochs)
            .startsFrom(epoch, Duration.ofNanos(elapsedNanos))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
            .build();
    onInterrupt = new Thread(this::finish);
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  private synchronized void draw(String text) {
    if (!finished) {
      streams.err().print("\r" + text);
      streams.err().flush();
    }
  }

  /** Leaves the terminal at the start of a line, and never writes again. */
  private synchronized void finish() {
    if (!finished) {
      finished = true;
      streams.err().println();
    }
  }

  @Override
  public void close() {
    if (bar == null) {
      return;
    }
    bar.close();
    finish();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and has run the hook.
    }
  }
}
