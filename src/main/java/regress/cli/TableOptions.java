package regress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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
              + " with a comma is quoted as in CSV, '\"a,b\",x', or stands alone. A column of text that"
              + " is named makes categories (default: all others that hold numbers).")
  private List<String> features = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "A,B",
      description = "The columns that are no features, likewise, whatever globs say.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--categories",
      paramLabel = "A,B",
      description =
          "The features whose values are categories, also where they are numbers: each but the first"
              + " is a feature of its own, A=value, 1 in its rows and 0 in others.")
  private List<String> categories = new ArrayList<>();

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

  @Mixin private MissingOption missing;

  /** Reads the table and chooses its columns; says which are left out. */
  Dataset dataset(boolean hasIntercept, Streams streams) {
    Table table = missing.applyTo(source.table(this::isNamed));
    Features chosen = table.features(target, features, categories, without);
    Dataset dataset = table.dataset(target, chosen.all(), chosen.categories());
    remark(chosen, name -> List.of(table.column(name)), streams);
    Dataset made = hasIntercept ? dataset : dataset.withoutIntercept();
    return made.with(made.terms().with(degree, interactions));
  }

  /** Whether a column's text may be needed: at a glance, since other names may not be read yet. */
  private boolean isNamed(String column) {
    return Stream.concat(features.stream(), categories.stream())
        .anyMatch(list -> list.contains(column) || list.replace("\"\"", "\"").contains(column));
  }

  /** Reads the table, columns of which tell groups apart, and chooses its columns likewise. */
  GroupRun.Data groups(List<String> by, Streams streams) {
    Groups groups = missing.applyTo(source.groups(this::isNamed, by.toArray(String[]::new)));
    String keyless = groups.missing().sentence();
    if (!keyless.isEmpty()) {
      streams.say(groups.name() + ", in no group: " + keyless + ".");
    }
    Features chosen = groups.features(target, features, categories, without);
    remark(chosen, name -> values(groups, name), streams);
    var terms = new Terms(chosen.all(), degree, interactions);
    return new GroupRun.Data(groups, target, terms, chosen.categories());
  }

  /** Whoever names a feature knows what it is. */
  private void remark(Features chosen, Function<String, List<double[]>> values, Streams streams) {
    if (!chosen.leftOut().isEmpty()) {
      streams.say(
          "Columns without numbers are left out: %s. Name them to make categories (--categories).%s"
              .formatted(
                  ColumnNames.list(chosen.leftOut()),
                  chosen.advice().map(sentence -> " " + sentence).orElse("")));
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
