package regress.cli;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import regress.DivergedException;
import regress.Fit;
import regress.Regression;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Table;

/**
 * One fit a group, all in one call. Data that cannot be fitted cost their own group its fit, and no
 * other; what concerns all groups alike, as a device that fails, is thrown.
 */
final class GroupFits {
  private final Regression options;
  private final GroupedData data;
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final Map<String, Fit> fits = new HashMap<>();
  private final Map<String, String> errors = new HashMap<>();

  private GroupFits(Regression options, GroupedData data) {
    this.options = options;
    this.data = data;
  }

  /** What became of each group, in the groups' order. */
  static List<GroupFit> of(Regression options, GroupedData data) {
    return new GroupFits(options, data).run();
  }

  private List<GroupFit> run() {
    data.groups().tables().forEach(this::check);
    fitAll();
    return data.groups().tables().entrySet().stream()
        .map(group -> result(group.getKey(), group.getValue().rows()))
        .toList();
  }

  private GroupFit result(String group, int rows) {
    return new GroupFit(
        group, rows, Optional.ofNullable(fits.get(group)), Optional.ofNullable(errors.get(group)));
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
