package regress.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person may be looking. */
final class Terminal {
  private static final Path ERROR_ON_LINUX = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whether standard error is a terminal. Linux tells; elsewhere Java only knows about standard
   * input and output, which go for the third.
   */
  static boolean isStandardError() {
    try {
      if (Files.isSymbolicLink(ERROR_ON_LINUX)) {
        String target = Files.readSymbolicLink(ERROR_ON_LINUX).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      }
    } catch (IOException e) {
      // As where there is no such file.
    }
    return isConsole();
  }

  /** Since JDK 22 there is a console without a terminal too, and a method to ask. */
  private static boolean isConsole() {
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
