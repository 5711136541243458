package regress.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/** Standard output, which remembers the failure that a PrintStream around it would swallow. */
final class ResultStream extends FilterOutputStream {
  private boolean begun;
  private IOException failure;

  ResultStream(OutputStream target) {
    super(new BufferedOutputStream(target));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (!begun) {
      begun = true;
      StartMark.PRINTING.say();
    }
    attempt(() -> out.write(bytes, from, length));
  }

  @Override
  public void flush() throws IOException {
    attempt(out::flush);
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void attempt(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /**
   * Says what went wrong, and whether that is fine: a reader that closes the pipe, as {@code head}
   * does, is no error.
   */
  boolean report(PrintStream err) {
    if (failure == null
        || String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
      return true;
    }
    err.println("regress: Standard output cannot be written: " + failure.getMessage() + ".");
    return false;
  }
}
