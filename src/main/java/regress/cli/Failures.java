package regress.cli;

import java.util.function.BooleanSupplier;
import picocli.CommandLine.ParameterException;
import regress.OptionException;
import regress.data.HostMemory;
import regress.data.RegressException;

/** What a person sees of an error, and the exit status that a script sees. */
record Failures(Streams streams, BooleanSupplier debug) {
  /** The fit failed or diverged. */
  static final int FAILED = 1;

  /** Wrong usage. */
  static final int USAGE = 2;

  /** Reports a failure of a command and returns its exit status. */
  int report(Throwable failure) {
    boolean expected = failure instanceof RegressException;
    if (!expected && HostMemory.isToBlameFor(failure)) {
      streams.say(HostMemory.tooLittle());
    } else {
      streams.say(expected || debug.getAsBoolean() ? message(failure) : unexpected(failure));
    }
    if (debug.getAsBoolean()) {
      streams.trace(failure);
    }
    return failure instanceof RegressException e && e.isChoice() ? USAGE : FAILED;
  }

  /** Reports a command line that cannot be understood. */
  int reportUsage(ParameterException failure, String[] arguments) {
    streams.say(Wording.of(failure, arguments));
    return USAGE;
  }

  private static String unexpected(Throwable failure) {
    String message = message(failure);
    String end = message.endsWith(".") ? "" : ".";
    return message + end + " Run with --debug for the stack trace.";
  }

  private static String message(Throwable failure) {
    if (failure instanceof OptionException e) {
      return e.messageFor(EngineOptions.name(e.option()));
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }
}
