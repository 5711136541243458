package regress.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells the script that started the program how far it came, through the pipe that the system
 * property {@code regress.mark} names: a prepared start that is damaged can then be told from a
 * program that failed, and be repeated (scripts/run.sh).
 */
enum StartMark {
  /** The program runs; nothing was read or printed yet. */
  STARTED,
  /** Results are being printed: whoever repeats the run prints them twice. */
  PRINTING,
  /** A part of the program or of Java itself is missing: another Java may have it. */
  BROKEN;

  private static final String PIPE = System.getProperty("regress.mark");

  /** Says so, where somebody listens. */
  void say() {
    if (PIPE == null) {
      return;
    }
    try (var pipe = new FileOutputStream(PIPE)) {
      pipe.write((name() + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // Nobody listens.
    }
  }
}
