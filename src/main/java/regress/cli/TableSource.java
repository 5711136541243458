package regress.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import regress.data.CsvFormat;
import regress.data.Groups;
import regress.data.PieceWork;
import regress.data.Table;
import regress.data.TableReader;

/** Options that say where a table is and how it is written down. */
final class TableSource {
  private static final String STANDARD_INPUT = "Standard input";

  @Parameters(paramLabel = "DATA.csv", description = "The table, in UTF-8; - reads standard input.")
  private Path data;

  @Option(
      names = "--no-header",
      description = "The first line holds values; the columns are called c1, c2, ...")
  private boolean noHeader;

  @Option(
      names = "--separator",
      paramLabel = "SIGN",
      description =
          "What separates fields, or tab (default: tab, semicolon or comma, whichever the first"
              + " line has).")
  private Character separator;

  /**
   * @param texts of which columns text is kept
   */
  Table table(Predicate<String> texts) {
    return isStandardInput()
        ? TableReader.read(System.in, STANDARD_INPUT, format(), texts)
        : TableReader.read(data, format(), texts);
  }

  Groups groups(Predicate<String> texts, String... by) {
    return isStandardInput()
        ? TableReader.readGroups(System.in, STANDARD_INPUT, format(), texts, by)
        : TableReader.readGroups(data, format(), texts, by);
  }

  void pieces(PieceWork<?> work) {
    if (isStandardInput()) {
      TableReader.pieces(System.in, STANDARD_INPUT, format(), work);
    } else {
      TableReader.pieces(data, format(), work);
    }
  }

  /** As it is called in messages. */
  String name() {
    return isStandardInput() ? STANDARD_INPUT : data.toString();
  }

  private boolean isStandardInput() {
    return data.equals(Path.of("-"));
  }

  /** Whether the table is in this file. */
  boolean isFrom(OutFile file) {
    return !isStandardInput() && file.is(data);
  }

  private CsvFormat format() {
    return new CsvFormat(!noHeader, Optional.ofNullable(separator));
  }
}
