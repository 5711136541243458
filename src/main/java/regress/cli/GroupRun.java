package regress.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import regress.Attempt;
import regress.Fit;
import regress.Outcome;
import regress.Regression;
import regress.data.Dataset;
import regress.data.Groups;
import regress.data.Printable;
import regress.data.Table;
import regress.data.Terms;
import regress.report.FitDocument;
import regress.report.GroupFit;
import regress.report.Numbers;

/**
 * A fit a group from the command line, all in one call. Data that cannot be fitted cost their own
 * group its fit, and no other; what concerns all groups alike, as a device that fails, is thrown.
 */
final class GroupRun {
  private final Regression options;
  private final Data data;

  /** Of the groups that can be fitted, in their order. */
  private final Map<Table, Dataset> datasets = new LinkedHashMap<>();

  /** Which features were left out of which groups. */
  private final List<String> leftOut = new ArrayList<>();

  /**
   * What to fit in each group of a table: features are made of the same columns in all, but each
   * has its own levels of categories.
   */
  record Data(Groups groups, String target, Terms terms, List<String> categories) {
    int features() {
      return Math.clamp(terms.count(), 0, Integer.MAX_VALUE);
    }

    long rows() {
      return groups.tables().values().stream().mapToLong(Table::rows).sum();
    }
  }

  private GroupRun(Regression options, Data data) {
    this.options = options;
    this.data = data;
  }

  /**
   * Fits and prints, says which groups have no model, and returns the exit status: what {@code
   * afterwards} returns, if no group failed.
   */
  static int run(
      Regression options,
      Data data,
      boolean json,
      double level,
      ToIntBiFunction<FitDocument, Collection<Dataset>> afterwards,
      Streams streams) {
    Regression settled = EngineOptions.settled(options, data.rows(), data.features(), streams);
    GroupRun run = new GroupRun(settled, data);
    List<GroupFit> groups = run.fitted();
    var document =
        FitDocument.of(
            data.groups().by(),
            data.groups().missing(),
            data.target(),
            data.terms(),
            groups,
            level);
    streams.print(json ? JsonReport.text(document.json()) : document.text());
    List<String> errors = groups.stream().flatMap(group -> group.error().stream()).toList();
    errors.forEach(streams::say);
    run.leftOut.forEach(streams::say);
    long failed = sayEpochLimit(options, groups, streams) + errors.size();
    int status = afterwards.applyAsInt(document, run.datasets.values());
    return failed > 0 ? Failures.FAILED : status;
  }

  /** Returns of how many. */
  private static long sayEpochLimit(Regression options, List<GroupFit> groups, Streams streams) {
    long early =
        groups.stream()
            .flatMap(group -> group.fit().stream())
            .filter(fit -> FitCommand.endedEarly(options, fit))
            .count();
    if (early > 0) {
      String share = Numbers.count(early) + " of " + Numbers.count(groups.size()) + " groups: ";
      streams.say(share + Outcome.STOPPED_SHORT.advice());
    }
    return early;
  }

  /** What became of each group, in the groups' order. */
  private List<GroupFit> fitted() {
    Map<List<String>, Table> tables = data.groups().tables();
    Iterator<Attempt> all = options.attemptAll(tables.values(), this::dataset).iterator();
    List<GroupFit> groups = new ArrayList<>();
    tables.forEach((values, table) -> groups.add(fitted(values, table, all.next())));
    return groups;
  }

  private Dataset dataset(Table table) {
    Terms terms = data.terms();
    Dataset made = table.dataset(data.target(), terms.columns(), data.categories());
    Dataset levelled = options.intercept() ? made : made.withoutIntercept();
    Dataset whole = levelled.with(levelled.terms().with(terms.degree(), terms.interactions()));
    datasets.put(table, whole);
    return whole;
  }

  private GroupFit fitted(List<String> values, Table table, Attempt attempt) {
    attempt
        .fit()
        .ifPresent(fit -> fit.leftOut().forEach(one -> leftOut.add(in(table, one.sentence()))));
    Optional<String> error = attempt.error().map(Throwable::getMessage).map(why -> in(table, why));
    long rows = attempt.fit().map(Fit::rows).orElse((long) table.rows());
    Optional<Dataset> made = Optional.ofNullable(datasets.get(table));
    return new GroupFit(values, rows, made, attempt.fit(), error);
  }

  /** Some messages name their table. */
  private static String in(Table table, String message) {
    String name = Printable.line(table.name());
    return message.startsWith(name) ? message : name + ": " + message;
  }
}
