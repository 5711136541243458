package regress.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import regress.report.Drawing;
import regress.report.Figure;

/**
 * A file to draw into.
 *
 * @param path where it is, or will be
 * @param format what its name ends in
 */
record PlotFile(Path path, Drawing.Format format) {
  /** Looks at once, so that nobody waits for a fit whose picture has no place. */
  static PlotFile of(String text) {
    Drawing.Format format =
        Stream.of(Drawing.Format.values())
            .filter(candidate -> candidate.isOf(text))
            .findFirst()
            .orElseThrow(() -> Reading.refused("a file that ends in .png or .svg", text));
    Path path = Reading.path(text);
    if (Files.isDirectory(path)) {
      throw Reading.refused("a file and no folder", text);
    }
    if (!Files.isWritable(path.toAbsolutePath().getParent())) {
      throw Reading.refused("a file in a folder that is there and can be written", text);
    }
    return new PlotFile(path, format);
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

  /** Whether, and into which file, a fit is drawn. */
  static final class Choice {
    @Option(
        names = "--plot",
        paramLabel = "FILE",
        description = "Draw data and model into FILE, which ends in .png or .svg.")
    private PlotFile file;

    boolean isGiven() {
      return file != null;
    }

    /** Draws if it is to; returns the exit status. */
    int draw(Supplier<Figure> figure, Streams streams) {
      if (!isGiven()) {
        return 0;
      }
      try {
        file.write(Drawing.of(figure.get(), file.format));
        return 0;
      } catch (IOException | LinkageError e) { // A small Java may lack AWT.
        streams.say(
            "No picture in %s: %s. Give --plot another file, or leave it out."
                .formatted(file.path, e));
        return Failures.FAILED;
      }
    }
  }
}
