package regress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.data.ColumnNames;
import regress.data.DataException;
import regress.data.Dataset;
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
          "The columns to predict it from; may be repeated. A name with a comma is quoted as in CSV,"
              + " '\"a,b\",x', or stands alone (default: all others that hold numbers).")
  private List<String> features = new ArrayList<>();

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
    Dataset dataset = table.dataset(target, ColumnNames.read(features, table.columns()));
    remark(
        dataset.featureNames(),
        table.numberlessColumns(),
        name -> List.of(table.column(name)),
        streams);
    return dataset.with(terms(dataset.featureNames()));
  }

  /** Reads the table, a column of which tells groups apart, and chooses its columns likewise. */
  GroupRun.Data groups(String by, Streams streams) {
    Groups groups = source.groups(by);
    List<String> chosen = groups.features(target, ColumnNames.read(features, groups.columns()));
    remark(chosen, groups.numberlessColumns(), name -> values(groups, name), streams);
    return new GroupRun.Data(groups, target, terms(chosen));
  }

  private Terms terms(List<String> columns) {
    return new Terms(columns, degree, interactions);
  }

  private void remark(
      List<String> chosen,
      List<String> leftOut,
      Function<String, List<double[]>> values,
      Streams streams) {
    if (features.isEmpty()) { // Whoever names a feature knows what it is.
      if (!leftOut.isEmpty()) {
        streams.say("Columns without numbers are left out: " + ColumnNames.list(leftOut) + ".");
      }
      for (String name : chosen) {
        new Remarks(name, values.apply(name)).asFeature().ifPresent(streams::say);
      }
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
