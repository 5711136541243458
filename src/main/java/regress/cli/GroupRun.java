package regress.cli;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import regress.DivergedException;
import regress.Fit;
import regress.Outcome;
import regress.Regression;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Groups;
import regress.data.Table;

/**
 * A fit a group from the command line, all in one call. Data that cannot be fitted cost their own
 * group its fit, and no other; what concerns all groups alike, as a device that fails, is thrown.
 */
final class GroupRun {
  private final Regression options;
  private final Data data;
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final Map<String, Fit> fits = new HashMap<>();
  private final Map<String, String> errors = new HashMap<>();

  /**
   * What to fit in each group of a table.
   *
   * @param groups the rows
   * @param target the column to explain
   * @param features the columns that explain it, the same in every group
   */
  record Data(Groups groups, String target, List<String> features) {}

  /**
   * What became of a group.
   *
   * @param name the group's value in the column that tells groups apart
   * @param rows how many rows have it
   * @param fit the fit, if there was one; it may have diverged
   * @param error why there is no model, if there is none
   */
  record Group(String name, int rows, Optional<Fit> fit, Optional<String> error) {}

  private GroupRun(Regression options, Data data) {
    this.options = options;
    this.data = data;
  }

  /**
   * Fits and prints, and says which groups have no model.
   *
   * @return the exit status: 0 if every group has a model
   */
  static int run(Regression options, Data data, boolean json, Streams streams) {
    Regression settled = EngineOptions.settled(options, streams);
    long begin = System.nanoTime();
    List<Group> groups = new GroupRun(settled, data).fitted();
    long nanos = System.nanoTime() - begin;
    streams.print(
        json
            ? JsonReport.of(data.groups().column(), groups)
            : GroupReport.text(data, groups, nanos));
    List<String> errors = groups.stream().flatMap(group -> group.error().stream()).toList();
    errors.forEach(streams::say);
    sayEpochLimit(options, groups, streams);
    return errors.isEmpty() ? 0 : Failures.FAILED;
  }

  private static void sayEpochLimit(Regression options, List<Group> groups, Streams streams) {
    long early =
        groups.stream()
            .flatMap(group -> group.fit().stream())
            .filter(fit -> FitCommand.endedEarly(options, fit))
            .count();
    if (early > 0) {
      String share = Numbers.count(early) + " of " + Numbers.count(groups.size()) + " groups: ";
      streams.say(share + Outcome.EPOCH_LIMIT.advice());
    }
  }

  /** What became of each group, in the groups' order. */
  private List<Group> fitted() {
    Map<String, Table> tables = data.groups().tables();
    tables.forEach(this::check);
    fitAll();
    return tables.keySet().stream()
        .map(
            name ->
                new Group(
                    name,
                    tables.get(name).rows(),
                    Optional.ofNullable(fits.get(name)),
                    Optional.ofNullable(errors.get(name))))
        .toList();
  }

  private void check(String group, Table table) {
    Dataset dataset;
    try {
      dataset = table.dataset(data.target(), data.features());
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

  private void fitAlone(String group, Dataset dataset) {
    try {
      keep(group, options.fit(dataset));
    } catch (DataException e) {
      errors.put(group, in(group, e));
    }
  }

  private void keep(String group, Fit fit) {
    fits.put(group, fit);
    try {
      fit.metrics();
    } catch (DivergedException e) {
      errors.put(group, in(group, e));
    }
  }

  /** Messages that do not name the table. */
  private String in(String group, RuntimeException e) {
    return data.groups().tables().get(group).name() + ": " + e.getMessage();
  }
}
