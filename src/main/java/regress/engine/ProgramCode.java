package regress.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The code of the program that is running, for caches of what depends on it. */
public final class ProgramCode {

  private ProgramCode() {}

  /**
   * The jar, or the folder of classes.
   *
   * @throws IOException if the JVM does not say where it is
   */
  public static Path path() throws IOException {
    try {
      return Path.of(ProgramCode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException | RuntimeException e) {
      throw new IOException("the JVM does not say where the program is", e);
    }
  }

  /** What changes with every build of the jar, or an empty text where nothing is known. */
  static String stamp() {
    try {
      return stamp(path());
    } catch (IOException e) {
      return "";
    }
  }

  /** Size and time of a file, one of which every new version of it changes. */
  public static String stamp(Path file) throws IOException {
    return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
  }
}
