package regress.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** What a command line did, run inside the test. */
record Ran(int status, String out, String err) {

  static Ran of(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status = Main.run(args, stream(out), stream(err));
    return new Ran(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Words with blanks between, and more of which each is one. */
  static Ran run(String command, Object... more) {
    return of(
        Stream.concat(Arrays.stream(command.split(" ")), Arrays.stream(more).map(Object::toString))
            .toArray(String[]::new));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
