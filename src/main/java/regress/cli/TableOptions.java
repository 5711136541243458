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
import regress.data.Groups;
import regress.data.Table;
import regress.data.TableReader;

/** Options that say what table is read, and which of its columns. */
final class TableOptions {
  private static final String STANDARD_INPUT = "Standard input";

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
    Table table =
        isStandardInput()
            ? TableReader.read(System.in, STANDARD_INPUT, format())
            : TableReader.read(file(command), format());
    Dataset dataset = table.dataset(target, features);
    sayLeftOut(table.numberlessColumns(), streams);
    return dataset;
  }

  /** Reads the table, a column of which tells groups apart, and chooses its columns likewise. */
  GroupedData groups(String by, CommandSpec command, Streams streams) {
    Groups groups =
        isStandardInput()
            ? TableReader.readGroups(System.in, STANDARD_INPUT, format(), by)
            : TableReader.readGroups(file(command), format(), by);
    List<String> chosen = groups.features(target, features);
    sayLeftOut(groups.numberlessColumns(), streams);
    return new GroupedData(groups, target, chosen);
  }

  private void sayLeftOut(List<String> leftOut, Streams streams) {
    if (features.isEmpty() && !leftOut.isEmpty()) {
      String names = Equation.printable(String.join(", ", leftOut));
      streams.say("Columns without numbers are left out: " + names + ".");
    }
  }

  private boolean isStandardInput() {
    return data.equals("-");
  }

  private Path file(CommandSpec command) {
    return Usage.check(command, () -> path(data));
  }

  private CsvFormat format() {
    CsvFormat format = noHeader ? CsvFormat.detected().withoutHeader() : CsvFormat.detected();
    return separator == null ? format : format.separatedBy(separator);
  }

  private static Path path(String text) throws InvalidPathException {
    return Path.of(text);
  }
}
