package regress.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import regress.data.CsvFormat;
import regress.data.Dataset;
import regress.data.Table;
import regress.data.TableReader;

/** Options that say what table is read, and which of its columns. */
final class TableOptions {
  @Parameters(paramLabel = "DATA.csv", description = "The table, in UTF-8; - reads standard input.")
  private String data;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      required = true,
      description = "The column to explain.")
  private String target;

  @Option(
      names = "--features",
      paramLabel = "A,B",
      split = ",",
      description = "The columns that explain it (default: all others that hold numbers).")
  private List<String> features = new ArrayList<>();

  @Option(
      names = "--no-header",
      description = "The first line holds values; the columns are called c1, c2, ...")
  private boolean noHeader;

  @Option(
      names = "--separator",
      paramLabel = "SIGN",
      converter = SeparatorOption.class,
      description =
          "What separates fields, or tab (default: tab, semicolon or comma, whichever the first"
              + " line has).")
  private Character separator;

  /** Reads the table and chooses its columns; says which are left out. */
  Dataset dataset(CommandSpec command, Streams streams) {
    Table table = read(command);
    Dataset dataset = table.dataset(target, features);
    List<String> leftOut = table.numberlessColumns();
    if (features.isEmpty() && !leftOut.isEmpty()) {
      String names = Equation.printable(String.join(", ", leftOut));
      streams.say("Columns without numbers are left out: " + names + ".");
    }
    return dataset;
  }

  private Table read(CommandSpec command) {
    CsvFormat format = noHeader ? CsvFormat.detected().withoutHeader() : CsvFormat.detected();
    CsvFormat separated = separator == null ? format : format.separatedBy(separator);
    return data.equals("-")
        ? TableReader.read(System.in, "Standard input", separated)
        : TableReader.read(Usage.check(command, () -> path(data)), separated);
  }

  private static Path path(String text) throws InvalidPathException {
    return Path.of(text);
  }
}
