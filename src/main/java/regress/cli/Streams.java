package regress.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BooleanSupplier;
import regress.data.Printable;

/**
 * Where a command writes, with nothing in it that a terminal obeys.
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
    err.println("regress: " + Printable.line(message));
  }

  /** Results, of whole lines, at once. */
  void print(String results) {
    out.print(Printable.lines(results));
    out.flush();
  }

  /** Where a failure came from, for whoever mends it. */
  void trace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    err.print(Printable.lines(text.toString()));
    err.flush();
  }
}
