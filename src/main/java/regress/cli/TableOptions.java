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
          "The columns to predict it from, names or globs such as 'x*' (default: all others that hold"
              + " numbers). Quote a name with a comma: '\"a,b\",x'.")
  private List<String> features = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "A,B",
      description = "Columns that are not features, names or globs.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--categories",
      paramLabel = "A,B",
      description =
          "Features whose values are categories, even if they are numbers. Text that --features names"
              + " is a category anyway.")
  private List<String> categories = new ArrayList<>();

  @Option(
      names = "--degree",
      paramLabel = "K",
      defaultValue = "1",
      description = "Add the powers 2 to K of every feature: x^2, x^3.")
  private Integer degree;

  @Option(names = "--interactions", description = "Add the products of all pairs of features: a:b.")
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
    if (!chosen.skipped().isEmpty()) {
      streams.say(
          "Columns without numbers are left out: %s. Name them to make categories (--categories).%s"
              .formatted(
                  ColumnNames.list(chosen.skipped()),
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
