package regress.cli;

import static regress.cli.EngineOptions.given;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import regress.data.CsvFormat;
import regress.data.Dataset;
import regress.data.Dates;
import regress.data.Description;
import regress.data.Groups;
import regress.data.PieceWork;
import regress.data.Table;
import regress.data.TableReader;
import regress.report.Provenance;

/** Options that say where a table is and how it is written down. */
final class TableSource {
  private static final String STANDARD_INPUT = "Standard input";

  @Parameters(
      paramLabel = "DATA.csv",
      description = "The table, perhaps compressed (gzip); - reads standard input.")
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

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "The table's encoding, if no byte-order mark says it (default: utf-8).")
  private Charset encoding;

  @Option(
      names = "--comments",
      paramLabel = "SIGN",
      description = "Skip lines that begin with this sign.")
  private Character comments;

  @Option(
      names = "--decimal",
      paramLabel = "SIGN",
      description = "The decimal sign (default: a point).")
  private Character decimal;

  @Option(
      names = "--thousands",
      paramLabel = "SIGN",
      description =
          "What sets thousands apart; ' ' is any blank. With '.', the decimal sign is ','.")
  private Character thousands;

  @Option(
      names = "--symbols",
      paramLabel = "A,B",
      split = ",",
      description = "What may precede or follow a number, such as %%,$,€; 45%% is 0.45.")
  private List<String> symbols;

  @Option(
      names = "--dates",
      paramLabel = "UNIT[:ORIGIN]",
      description =
          "Read dates such as 2024-12-31 or 2024-12-31T23:59:59+01:00 as numbers: days, seconds,"
              + " minutes, hours or weeks since ORIGIN (default: 1970-01-01).")
  private Dates dates;

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

  Description description() {
    return isStandardInput()
        ? TableReader.describe(System.in, STANDARD_INPUT, format())
        : TableReader.describe(data, format());
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

  /** Refuses to write into the file that the table is in. */
  void requireOther(OutFile file, String option) {
    if (file != null && isFrom(file)) {
      throw new UsageException(
          option + " would take the place of the table. Give it another file.");
    }
  }

  /** Where a fit of these data comes from. */
  Provenance provenance(Collection<Dataset> data, CommandSpec command) {
    List<String> options = command.commandLine().getParseResult().originalArgs();
    return new Provenance(RootCommand.version(), name(), Provenance.sha256(data), options);
  }

  private CsvFormat format() {
    CsvFormat format = CsvFormat.detected();
    format = noHeader ? format.withoutHeader() : format;
    format = given(separator, format, CsvFormat::separatedBy);
    format = given(encoding, format, CsvFormat::encodedIn);
    format = given(comments, format, CsvFormat::comments);
    format = given(decimal, format, CsvFormat::decimal);
    format = given(thousands, format, CsvFormat::thousands);
    format = given(symbols, format, (of, all) -> of.symbols(all.toArray(String[]::new)));
    return given(dates, format, CsvFormat::dates);
  }
}
