package regress.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A file to draw into.
 *
 * @param path where it is, or will be
 * @param format what its name ends in
 */
record PlotFile(Path path, Format format) {

  /** What can be drawn, by the ending of a file's name in lower case. */
  enum Format {
    PNG,
    SVG;

    private boolean isOf(String file) {
      return file.toLowerCase(Locale.ROOT).endsWith("." + name().toLowerCase(Locale.ROOT));
    }
  }

  /** Understands names that end in a format's. */
  static PlotFile of(String text) {
    return Stream.of(Format.values())
        .filter(format -> format.isOf(text))
        .findFirst()
        .map(format -> new PlotFile(Reading.path(text), format))
        .orElseThrow(() -> Reading.refused("a file that ends in .png or .svg", text));
  }

  /**
   * Looks at once, so that nobody waits for a fit whose picture has no place.
   *
   * @throws IllegalArgumentException if no file can be made there
   */
  void check() {
    Path folder = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "Folder " + folder + " is not there. Make it, or give --plot another one.");
    }
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(path + " is a folder. Give --plot the name of a file.");
    }
    if (!Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "Folder " + folder + " cannot be written. Give --plot another one.");
    }
  }

  /** Writes all of it or leaves the file as it was. */
  void write(byte[] picture) throws IOException {
    String name = "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path unfinished = path.resolveSibling(name);
    try {
      Files.write(unfinished, picture);
      Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
