package regress.cli;

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
  private ProgressLine line;

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

  private ProgressLine open(int epoch, long elapsedNanos) {
    streams.out().flush();
    return new ProgressLine(streams.err(), epochs, epoch, elapsedNanos);
  }

  @Override
  public void close() {
    if (line != null) {
      line.close();
    }
  }
}
