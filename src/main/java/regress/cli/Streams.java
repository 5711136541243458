package regress.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import regress.data.Printable;

/**
 * Where a command writes, with nothing in it that a terminal obeys: results, and everything else.
 * Whether the latter is a terminal, so that progress is worth showing, is asked late: finding out
 * takes time.
 */
record Streams(PrintStream out, PrintStream err, BooleanSupplier watched) {
  private static final Path ERROR_ON_LINUX = Path.of("/proc/self/fd/2");

  /** One line to a person; where the process may begin again, not before it is settled. */
  void say(String message) {
    out.flush();
    err.println("regress: " + Printable.line(message));
  }

  /** From here on nothing begins again: shows what waited for that. */
  void settle() {
    err.flush();
  }

  /** Results, of whole lines, at once. */
  void print(String results) {
    settle();
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

  /**
   * Whether standard error is a terminal. Linux tells; elsewhere Java only knows about standard
   * input and output, which go for the third.
   */
  static boolean isTerminal() {
    try {
      if (Files.isSymbolicLink(ERROR_ON_LINUX)) {
        String target = Files.readSymbolicLink(ERROR_ON_LINUX).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      }
    } catch (IOException e) {
      // As where there is no such file.
    }
    // Since JDK 22 there is a console without a terminal too, and a method to ask.
    Console console = System.console();
    try {
      return console != null
          && (Runtime.version().feature() < 22
              || (boolean) Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
