package regress.cli;

import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import regress.report.Drawing;
import regress.report.Figure;
import regress.report.Numbers;

/**
 * A file to draw into.
 *
 * @param format what its name ends in
 */
record PlotFile(OutFile place, Drawing.Format format) {
  /** Looks at once, so that nobody waits for a fit whose picture has no place. */
  static PlotFile of(String text) {
    Drawing.Format format =
        Stream.of(Drawing.Format.values())
            .filter(candidate -> candidate.isOf(text))
            .findFirst()
            .orElseThrow(() -> Reading.refused("a file that ends in .png or .svg", text));
    return new PlotFile(OutFile.of(text), format);
  }

  /** Whether, and into which file, a fit is drawn. */
  static final class Choice {
    @Option(
        names = "--plot",
        paramLabel = "FILE",
        description = "Draw data and model into FILE, which ends in .png or .svg.")
    private PlotFile file;

    /** Refuses what nobody could read. */
    void requireFew(int panels) {
      if (file != null && panels > Drawing.MOST_PANELS) {
        throw new UsageException(
            "--plot draws %s groups at most, and --by makes %s. Leave --plot out, or see the first ones with --report."
                .formatted(Drawing.MOST_PANELS, Numbers.count(panels)));
      }
    }

    /** Draws if it is to; returns the exit status. */
    int draw(Supplier<Figure> figure, Streams streams) {
      return file != null
          ? file.place.write(
              "picture", "--plot", out -> out.write(Drawing.of(figure.get(), file.format)), streams)
          : 0;
    }
  }
}
