package regress.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line of a terminal, written over again until it is closed, be it by Ctrl-C. */
final class ProgressLine implements AutoCloseable {
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
  ProgressLine(PrintStream terminal, int epochs, int epoch, long elapsedNanos) {
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
