package regress.cli;

/** Says what somebody waits for: step by step in one line of a terminal, else once. */
final class Waiting implements AutoCloseable {
  private static final int WIDTH = 79;

  private final Streams streams;
  private final boolean watched;
  private final int steps;
  private int step;

  /**
   * @param steps how many there will be
   */
  Waiting(Streams streams, int steps) {
    this.streams = streams;
    this.watched = streams.watched().getAsBoolean();
    this.steps = steps;
    if (!watched) {
      streams.say("Compiling and timing " + steps + " kinds of fit, which takes a while.");
    }
  }

  /** Another step begins. */
  void next(String what) {
    step++;
    if (watched) {
      show("regress: compiling and timing " + what + ", " + step + " of " + steps);
    }
  }

  private void show(String text) {
    streams.err().printf("\r%-" + WIDTH + "s", text);
    streams.err().flush();
  }

  /** Leaves the line empty. */
  @Override
  public void close() {
    if (watched) {
      show("");
      streams.err().print("\r");
      streams.err().flush();
    }
  }
}
