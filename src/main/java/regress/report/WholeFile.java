package regress.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are written whole or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes into a stream. */
  public interface Content {
    void to(OutputStream out) throws IOException;
  }

  /**
   * Writes all of it or leaves the file as it was, also where the program is ended in between: a
   * file beside it takes its place when it is done.
   */
  public static void write(Path path, Content content) throws IOException {
    String name = "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path unfinished = path.resolveSibling(name);
    try {
      try (var out = Files.newOutputStream(unfinished)) {
        content.to(out);
      }
      Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
