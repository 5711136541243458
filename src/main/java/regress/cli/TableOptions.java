package regress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.data.ColumnNames;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Features;
import regress.data.Groups;
import regress.data.Table;
import regress.data.Terms;

/** Options that say what table is read, and which of its columns. */
final class TableOptions {
  @Mixin private TableSource source;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      required = true,
      description = "The column to predict; its name as it is, commas and all.")
  private String target;

  @Option(
      names = "--features",
      paramLabel = "A,B",
      description =
          "The columns to predict it from, names or globs: 'x*', 'x?', '[ab]*'; may be repeated. A name"
              + " with a comma is quoted as in CSV, '\"a,b\",x', or stands alone (default: all others"
              + " that hold numbers).")
  private List<String> features = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "A,B",
      description = "The columns that are no features, likewise, whatever globs say.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--degree",
      paramLabel = "K",
      defaultValue = "1",
      description = "Powers 2 to K of every feature are features, too: x^2, x^3.")
  private Integer degree;

  @Option(
      names = "--interactions",
      description = "Products of all pairs of features are features, too: a:b.")
  private boolean interactions;

  /** Reads the table and chooses its columns; says which are left out. */
  Dataset dataset(Streams streams) {
    Table table = source.table();
    Features chosen = table.features(target, features, without);
    Dataset dataset = table.dataset(target, chosen.all());
    remark(chosen, name -> List.of(table.column(name)), streams);
    return dataset.with(terms(chosen.all()));
  }

  /** Reads the table, columns of which tell groups apart, and chooses its columns likewise. */
  GroupRun.Data groups(List<String> by, Streams streams) {
    Groups groups = source.groups(by.toArray(String[]::new));
    Features chosen = groups.features(target, features, without);
    remark(chosen, name -> values(groups, name), streams);
    return new GroupRun.Data(groups, target, terms(chosen.all()));
  }

  private Terms terms(List<String> columns) {
    return new Terms(columns, degree, interactions);
  }

  /** Whoever names a feature knows what it is. */
  private void remark(Features chosen, Function<String, List<double[]>> values, Streams streams) {
    if (!chosen.leftOut().isEmpty()) {
      streams.say(
          "Columns without numbers are left out: " + ColumnNames.list(chosen.leftOut()) + ".");
    }
    for (String name : chosen.unnamed()) {
      new Remarks(name, values.apply(name)).asFeature().ifPresent(streams::say);
    }
    new Remarks(target, values.apply(target)).asTarget().ifPresent(streams::say);
  }

  /** The column of each group that can be fitted; of the others, their own fits will tell. */
  private static List<double[]> values(Groups groups, String column) {
    List<double[]> values = new ArrayList<>();
    for (Table group : groups.tables().values()) {
      try {
        values.add(group.column(column));
      } catch (DataException e) {
        // A field is no number.
      }
    }
    return values;
  }

  TableSource source() {
    return source;
  }
}
