package regress.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import regress.DivergedException;
import regress.Fit;
import regress.Outcome;
import regress.Regression;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Groups;
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
  private final Map<List<String>, Dataset> datasets = new LinkedHashMap<>();
  private final Map<List<String>, Fit> fits = new HashMap<>();
  private final Map<List<String>, String> errors = new HashMap<>();

  /** Which features were left out of which groups. */
  private final List<String> leftOut = new ArrayList<>();

  /** What to fit in each group of a table: features are the same in all. */
  record Data(Groups groups, String target, Terms terms) {
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
    var document = FitDocument.of(data.groups().by(), data.target(), data.terms(), groups, level);
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
    tables.forEach(this::check);
    fitAll();
    return tables.keySet().stream()
        .map(
            name ->
                new GroupFit(
                    name,
                    tables.get(name).rows(),
                    Optional.ofNullable(fits.get(name)),
                    Optional.ofNullable(errors.get(name))))
        .toList();
  }

  private void check(List<String> group, Table table) {
    Dataset dataset;
    try {
      dataset = table.dataset(data.target(), data.terms().columns()).with(data.terms());
    } catch (DataException e) {
      errors.put(group, e.getMessage());
      return;
    }
    try {
      options.check(dataset);
      datasets.put(group, dataset);
    } catch (DataException e) {
      errors.put(group, in(group, e));
    }
  }

  private void fitAll() {
    Iterator<Fit> all;
    try {
      all = options.fitAll(List.copyOf(datasets.values())).iterator();
    } catch (DataException e) {
      // An engine may see what nobody saw before, and does not say in which of them.
      datasets.forEach(this::fitAlone);
      return;
    }
    datasets.keySet().forEach(group -> keep(group, all.next()));
  }

  private void fitAlone(List<String> group, Dataset dataset) {
    try {
      keep(group, options.fit(dataset));
    } catch (DataException e) {
      errors.put(group, in(group, e));
    }
  }

  private void keep(List<String> group, Fit fit) {
    fits.put(group, fit);
    String table = data.groups().tables().get(group).name();
    fit.leftOut().forEach(one -> leftOut.add(table + ": " + one.sentence()));
    try {
      fit.metrics();
    } catch (DivergedException e) {
      errors.put(group, in(group, e));
    }
  }

  /** Messages that do not name the table. */
  private String in(List<String> group, RuntimeException e) {
    return data.groups().tables().get(group).name() + ": " + e.getMessage();
  }
}
