package regress.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import regress.engine.Progress;

/** Shows a person how a long fit gets on; a short one, or one that nobody watches, stays silent. */
final class FitProgress implements Progress, AutoCloseable {
  private static final long SILENCE_NANOS = 1_000_000_000L;
  private static final long REFRESH_NANOS = 100_000_000L;

  private final Streams streams;
  private final int epochs;
  private final long start = System.nanoTime();

  private long next = start + SILENCE_NANOS;
  private boolean asked;
  private Line line;

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
    if (!asked) {
      asked = true;
      line = streams.watched().getAsBoolean() ? open(epoch, now - start) : null;
    }
    if (line != null) {
      line.show(epoch, loss);
    }
  }

  private Line open(int epoch, long elapsedNanos) {
    streams.out().flush();
    return new Line(streams.err(), epochs, epoch, elapsedNanos);
  }

  @Override
  public void close() {
    if (line != null) {
      line.close();
    }
  }

  /** One line of a terminal, written over again until it is closed, be it by Ctrl-C. */
  private static final class Line implements AutoCloseable {
    private static final int WIDTH = 79;
    private static final int REFRESH_MILLIS = 200;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream terminal;
    private final long start;
    private final ProgressBar bar;
    private final Thread onInterrupt = new Thread(this::finish);
    private boolean finished;

    /**
     * @param epoch epochs done so far
     * @param elapsedNanos time they took
     */
    Line(PrintStream terminal, int epochs, int epoch, long elapsedNanos) {
      this.terminal = terminal;
      this.start = System.nanoTime() - elapsedNanos;
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("epochs")
              .setInitialMax(epochs)
              .startsFrom(epoch, Duration.ofNanos(elapsedNanos))
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
              .build();
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /** Our own rate: the bar's divides by whole seconds. */
    void show(int epoch, double loss) {
      double perSecond = epoch * NANOS_PER_SECOND / (System.nanoTime() - start);
      bar.setExtraMessage(
          String.format(Locale.ROOT, " %,.1f/s loss %s", perSecond, Numbers.significant(loss)));
      bar.stepTo(epoch);
    }

    private synchronized void draw(String text) {
      if (!finished) {
        terminal.print("\r" + text);
        terminal.flush();
      }
    }

    /** Leaves the terminal at the start of a line, and never writes again. */
    private synchronized void finish() {
      if (!finished) {
        finished = true;
        terminal.println();
      }
    }

    @Override
    public void close() {
      bar.close();
      finish();
      try {
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
      } catch (IllegalStateException e) {
        // The JVM is going down already, and has run the hook.
      }
    }
  }
}
