package regress.cli;

import java.util.Locale;
import regress.engine.Progress;

/**
 * Shows a person how a long fit gets on, in one line of a terminal that is written over again; a
 * short one, or one that nobody watches, stays silent.
 */
final class FitProgress implements Progress, AutoCloseable {
  private static final int WIDTH = 79;
  private static final long SILENCE_NANOS = 1_000_000_000L;
  private static final long REFRESH_NANOS = 200_000_000L;

  private final Streams streams;
  private final int epochs;
  private final long start = System.nanoTime();
  private final Thread onInterrupt = new Thread(this::finish);

  private long next = start + SILENCE_NANOS;
  private boolean asked;
  private boolean shown;

  FitProgress(Streams streams, int epochs) {
    this.streams = streams;
    this.epochs = epochs;
  }

  /** One look at the clock in all epochs but five a second. */
  @Override
  public void epoch(int epoch, double loss) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + REFRESH_NANOS;
    if (!asked) {
      asked = true;
      begin();
    }
    show(epoch, loss, now - start);
  }

  private synchronized void begin() {
    shown = streams.watched().getAsBoolean();
    if (shown) {
      streams.out().flush();
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }
  }

  private synchronized void show(int epoch, double loss, long nanos) {
    if (shown) {
      String line =
          String.format(
              Locale.ROOT,
              "epochs %d%%, %d/%d, %,.1f/s, %s left, loss %s",
              100L * epoch / epochs,
              epoch,
              epochs,
              epoch * 1e9 / nanos,
              Numbers.time((double) nanos / epoch * (epochs - epoch)),
              Numbers.significant(loss));
      streams.err().printf("\r%-" + WIDTH + "." + WIDTH + "s", line);
      streams.err().flush();
    }
  }

  /** Leaves the terminal at the start of a line, and never writes again. */
  private synchronized void finish() {
    if (shown) {
      shown = false;
      streams.err().println();
    }
  }

  @Override
  public void close() {
    finish();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and has run the hook.
    }
  }
}
