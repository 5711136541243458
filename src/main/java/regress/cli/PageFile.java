package regress.cli;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import regress.data.Dataset;
import regress.report.Provenance;

/** A file for a report as an HTML page. */
record PageFile(OutFile place) {
  /** Looks at once, so that nobody waits for a fit whose report has no place. */
  static PageFile of(String text) {
    if (!text.toLowerCase(Locale.ROOT).matches("(?s).*[.]html?")) {
      throw Reading.refused("a file that ends in .html", text);
    }
    return new PageFile(OutFile.of(text));
  }

  /** Makes the page of a fit that comes from there. */
  interface Content {
    byte[] of(Provenance from) throws IOException;
  }

  /** Whether, and into which file, a report is written. */
  static final class Choice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
        names = "--report",
        paramLabel = "FILE.html",
        description =
            "Write the report, with pictures, into one web page that needs no other file.")
    private PageFile file;

    boolean isGiven() {
      return file != null;
    }

    void require(TableSource table) {
      table.requireOther(isGiven() ? file.place : null, "--report");
    }

    /** Writes if it is asked to; returns the exit status. */
    int write(Content page, Collection<Dataset> data, TableSource table, Streams streams) {
      return isGiven()
          ? file.place.write(
              "report",
              "--report",
              out -> out.write(page.of(table.provenance(data, command))),
              streams)
          : 0;
    }
  }
}
