package regress.cli;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.data.Description;
import regress.data.Description.Column;
import regress.data.Description.Extreme;
import regress.report.Numbers;
import regress.report.TextTable;

/** {@code regress describe}: what is in a table. */
@Command(
    name = "describe",
    header = "Says what is in a table: its columns, their types and ranges.",
    description = {
      "",
      "Types are number, date, text, mixed (numbers and other fields) and empty. A table of any length"
          + " takes the same memory.",
      ""
    })
final class DescribeCommand implements Callable<Integer> {
  private static final int SHORT = 10;

  private static final List<TextTable.Column<Column>> COLUMNS =
      List.of(
          left("column", Column::name),
          left("type", column -> column.type().name().toLowerCase(Locale.ROOT)),
          right("missing", column -> Numbers.count(column.missing())),
          right(
              "distinct",
              column -> (column.isMore() ? "> " : "") + Numbers.count(column.distinct())),
          right("least", column -> shown(column.least())),
          right("greatest", column -> shown(column.greatest())),
          right(
              "mean", column -> column.mean().isPresent() ? mean(column.mean().getAsDouble()) : ""),
          left("", Column::odd));

  private final Streams streams;

  @Mixin private TableSource table;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DescribeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Description all = table.description();
    streams.print(json ? JsonReport.of(all) : text(all));
    return 0;
  }

  private static String text(Description all) {
    String form =
        "%s: %s, %s; %s, separator %s, %s%s\n\n"
            .formatted(
                all.name(),
                Numbers.count(all.rows(), "row", "rows"),
                Numbers.count(all.columns().size(), "column", "columns"),
                all.header() ? "a header" : "no header",
                all.separator() == '\t' ? "tab" : "'" + all.separator() + "'",
                all.encoding(),
                all.compressed() ? ", compressed (gzip)" : "");
    String advice = String.join("\n", all.advice());
    return form
        + TextTable.format(COLUMNS, all.columns())
        + (advice.isEmpty() ? "" : "\n" + advice + "\n");
  }

  private static String shown(Extreme end) {
    return end.number().isPresent() ? shown(end.number().getAsDouble()) : end.date();
  }

  private static String mean(double value) {
    return shown(Double.parseDouble(Numbers.significant(value)));
  }

  /** As it is, where that is short. */
  private static String shown(double value) {
    String whole = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    return whole.length() <= SHORT ? whole : Numbers.significant(value);
  }
}
