package regress.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import regress.report.WholeFile;

/**
 * A file to write a result into.
 *
 * @param path where it is, or will be
 */
record OutFile(Path path) {
  /** Looks at once, so that nobody waits for a fit whose result has no place. */
  static OutFile of(String text) {
    Path path = real(Reading.path(text));
    if (Files.isDirectory(path)) {
      throw Reading.refused("a file and no folder", text);
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw Reading.refused("a file and no device or pipe, which it would replace", text);
    }
    if (!Files.isWritable(path.toAbsolutePath().getParent())) {
      throw Reading.refused("a file in a folder that is there and can be written", text);
    }
    return new OutFile(path);
  }

  /** What a link leads to: the link stays. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) { // Not there yet.
      return path;
    }
  }

  /**
   * Writes whole or not at all, or says why not; returns the exit status.
   *
   * @param what what is missing then
   * @param option with which another file can be given
   */
  int write(String what, String option, WholeFile.Content content, Streams streams) {
    try {
      WholeFile.write(path, content);
      return 0;
    } catch (IOException | UncheckedIOException | LinkageError e) { // A small Java may lack AWT.
      streams.say(
          "No %s in %s: %s. Give %s another file, or leave it out."
              .formatted(what, path, e, option));
      return Failures.FAILED;
    }
  }

  /** Whether writing would take away what stands there. */
  boolean is(Path other) {
    try {
      return Files.isSameFile(path, other);
    } catch (IOException e) { // One of them is not there.
      return false;
    }
  }
}
