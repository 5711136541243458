package regress.cli;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import regress.DivergedException;
import regress.Fit;
import regress.Outcome;
import regress.Regression;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Groups;
import regress.data.Table;
import regress.data.Terms;
import regress.engine.Attestation;
import regress.report.Equation;
import regress.report.Numbers;
import regress.report.Report;
import regress.report.TextTable;
import regress.report.TextTable.Column;

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

  /**
   * What became of a group: its fit if there was one, and why there is no model if there is none.
   */
  record Group(String name, int rows, Optional<Fit> fit, Optional<String> error) {}

  private GroupRun(Regression options, Data data) {
    this.options = options;
    this.data = data;
  }

  /** Fits and prints, says which groups have no model, and returns the exit status. */
  static int run(Regression options, Data data, boolean json, double level, Streams streams) {
    Regression settled = EngineOptions.settled(options, data.rows(), data.features(), streams);
    long begin = System.nanoTime();
    GroupRun run = new GroupRun(settled, data);
    List<Group> groups = run.fitted();
    long nanos = System.nanoTime() - begin;
    streams.print(
        json ? JsonReport.of(data.groups().column(), groups, level) : text(data, groups, nanos));
    List<String> errors = groups.stream().flatMap(group -> group.error().stream()).toList();
    errors.forEach(streams::say);
    run.leftOut.forEach(streams::say);
    return sayEpochLimit(options, groups, streams) + errors.size() > 0 ? Failures.FAILED : 0;
  }

  /** Returns of how many. */
  private static long sayEpochLimit(Regression options, List<Group> groups, Streams streams) {
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

  private void fitAlone(String group, Dataset dataset) {
    try {
      keep(group, options.fit(dataset));
    } catch (DataException e) {
      errors.put(group, in(group, e));
    }
  }

  private void keep(String group, Fit fit) {
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
  private String in(String group, RuntimeException e) {
    return data.groups().tables().get(group).name() + ": " + e.getMessage();
  }

  /** A row a group, and what really ran, which took so long for all. */
  static String text(Data data, List<Group> groups, long nanos) {
    List<Fit> fits = groups.stream().flatMap(group -> group.fit().stream()).toList();
    String ran = fits.isEmpty() ? "" : "\n" + attestation(fits, nanos);
    return caption(data, groups) + TextTable.format(columns(data, fits), groups) + ran;
  }

  private static String caption(Data data, List<Group> groups) {
    return "%s by %s, %s %s\n\n"
        .formatted(
            Equation.name(data.target()),
            Equation.name(data.groups().column()),
            Numbers.count(groups.size()),
            groups.size() == 1 ? "group" : "groups");
  }

  private static List<Column<Group>> columns(Data data, List<Fit> fits) {
    List<Column<Group>> columns = new ArrayList<>();
    columns.add(left(Equation.name(data.groups().column()), Group::name));
    columns.add(right("rows", group -> Numbers.count(group.rows())));
    columns.add(left("outcome", group -> group.fit().map(Report::outcome).orElse("failed")));
    boolean isSolved = fits.stream().allMatch(fit -> fit.accuracy().isPresent());
    columns.add(
        isSolved
            ? right("digits", ofFit(fit -> fit.digits().orElseThrow() + ""))
            : right("epochs", ofFit(fit -> Numbers.count(fit.epochs()))));
    if (fits.stream().allMatch(Fit::hasIntercept)) {
      columns.add(right("(intercept)", ofModel(Fit::intercept)));
    }
    List<String> features = data.terms().names();
    for (int j = 0; j < features.size(); j++) {
      int feature = j;
      String name = Equation.name(features.get(j));
      columns.add(right(name, ofModel(fit -> coefficient(fit, feature))));
    }
    columns.add(right("loss", ofModel(fit -> fit.metrics().loss())));
    columns.add(right("R²", ofModel(fit -> fit.metrics().r2())));
    columns.add(right("RMSE", ofModel(fit -> fit.metrics().rmse())));
    return columns;
  }

  private static Function<Group, String> ofFit(Function<Fit, String> part) {
    return group -> group.fit().map(part).orElse("-");
  }

  private static Function<Group, String> ofModel(ToDoubleFunction<Fit> part) {
    return ofFit(fit -> fit.hasModel() ? number(part.applyAsDouble(fit)) : "-");
  }

  /** NaN where it was left out. */
  private static double coefficient(Fit fit, int feature) {
    String name = fit.features().get(feature);
    boolean isLeftOut = fit.leftOut().stream().anyMatch(one -> one.feature().equals(name));
    return isLeftOut ? Double.NaN : fit.coefficients()[feature];
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : Numbers.significant(value);
  }

  /**
   * Without bytes and times of the single fits: those of fits that ran side by side are not their
   * own.
   */
  private static String attestation(List<Fit> fits, long nanos) {
    return Report.list(
        List.of(
            List.of("engine", all(fits, Attestation::engine)),
            List.of("mode", all(fits, ran -> ran.mode().toString())),
            List.of("precision", all(fits, ran -> ran.precision().toString())),
            List.of("device", all(fits, Report::device)),
            List.of("kernels", all(fits, Report::kernels)),
            List.of("all fits", Numbers.time(nanos))));
  }

  private static String all(List<Fit> fits, Function<Attestation, String> part) {
    return fits.stream()
        .map(Fit::attestation)
        .map(part)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
