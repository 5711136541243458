package regress.cli;

import java.io.IOException;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Whether, and into which file, a fit is drawn. */
final class PlotOption {
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
      file.write(Drawing.of(figure.get(), file.format()));
      return 0;
    } catch (IOException | LinkageError e) { // A small Java may lack AWT.
      streams.say(
          "No picture in "
              + file.path()
              + ": "
              + e
              + ". Give --plot another file, or leave it out.");
      return Failures.FAILED;
    }
  }
}
