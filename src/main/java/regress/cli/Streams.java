package regress.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/**
 * Where a command writes.
 *
 * @param out results, and nothing else
 * @param err everything else
 * @param watched whether {@code err} is a terminal, so that progress is worth showing; asked late,
 *     since finding out takes time
 */
record Streams(PrintStream out, PrintStream err, BooleanSupplier watched) {

  /** One line to a person. */
  void say(String message) {
    out.flush();
    err.println("regress: " + message);
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true);
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true);
  }
}
