package regress.cli;

import static regress.cli.TextTable.Column.left;
import static regress.cli.TextTable.Column.right;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import regress.Fit;
import regress.Metrics;
import regress.engine.Attestation;

/** Fits by groups, for people. */
final class GroupReport {
  private static final String NONE = "-";

  private GroupReport() {}

  /**
   * A row a group, and what really ran.
   *
   * @param nanos how long all fits took
   */
  static String text(GroupedData data, List<GroupFit> groups, long nanos) {
    List<List<String>> rows =
        groups.stream().map(group -> row(group, data.features().size())).toList();
    return caption(data, groups)
        + "\n\n"
        + TextTable.format(columns(data), rows)
        + attestation(groups.stream().flatMap(group -> group.fit().stream()).toList(), nanos);
  }

  private static String caption(GroupedData data, List<GroupFit> groups) {
    return Equation.name(data.target())
        + " by "
        + Equation.name(data.groups().column())
        + ", "
        + Numbers.count(groups.size())
        + (groups.size() == 1 ? " group" : " groups");
  }

  private static List<TextTable.Column> columns(GroupedData data) {
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(left(Equation.name(data.groups().column())));
    columns.addAll(List.of(right("rows"), left("outcome"), right("epochs"), right("(intercept)")));
    data.features().forEach(feature -> columns.add(right(Equation.name(feature))));
    columns.addAll(List.of(right("loss"), right("R²"), right("RMSE")));
    return columns;
  }

  private static List<String> row(GroupFit group, int features) {
    List<String> cells = new ArrayList<>();
    cells.add(group.name());
    cells.add(Numbers.count(group.rows()));
    cells.add(group.fit().map(FitReport::outcome).orElse("failed"));
    cells.add(group.fit().map(fit -> Numbers.count(fit.epochs())).orElse(NONE));
    cells.addAll(
        group
            .fit()
            .filter(Fit::hasModel)
            .map(GroupReport::model)
            .orElseGet(() -> Collections.nCopies(features + 4, NONE)));
    return cells;
  }

  private static List<String> model(Fit fit) {
    List<String> cells = new ArrayList<>();
    cells.add(Numbers.significant(fit.intercept()));
    for (double coefficient : fit.coefficients()) {
      cells.add(Numbers.significant(coefficient));
    }
    Metrics metrics = fit.metrics();
    cells.add(Numbers.significant(metrics.loss()));
    cells.add(Double.isNaN(metrics.r2()) ? NONE : Numbers.significant(metrics.r2()));
    cells.add(Numbers.significant(metrics.rmse()));
    return cells;
  }

  /**
   * Without bytes and times of the single fits: those of fits that ran side by side are not their
   * own.
   */
  private static String attestation(List<Fit> fits, long nanos) {
    if (fits.isEmpty()) {
      return "";
    }
    return "\n"
        + FitReport.list(
            List.of(
                List.of("engine", all(fits, Attestation::engine)),
                List.of("mode", all(fits, ran -> ran.mode().toString())),
                List.of("precision", all(fits, ran -> ran.precision().toString())),
                List.of("device", all(fits, FitReport::device)),
                List.of("kernels", all(fits, FitReport::kernels)),
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
