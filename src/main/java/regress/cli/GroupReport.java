package regress.cli;

import static regress.cli.TextTable.Column.left;
import static regress.cli.TextTable.Column.right;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import regress.Fit;
import regress.cli.GroupRun.Group;
import regress.cli.TextTable.Column;
import regress.engine.Attestation;

/** Fits by groups, for people. */
final class GroupReport {
  private GroupReport() {}

  /**
   * A row a group, and what really ran.
   *
   * @param nanos how long all fits took
   */
  static String text(GroupRun.Data data, List<Group> groups, long nanos) {
    return caption(data, groups)
        + "\n\n"
        + TextTable.format(columns(data), groups)
        + attestation(groups.stream().flatMap(group -> group.fit().stream()).toList(), nanos);
  }

  private static String caption(GroupRun.Data data, List<Group> groups) {
    return Equation.name(data.target())
        + " by "
        + Equation.name(data.groups().column())
        + ", "
        + Numbers.count(groups.size())
        + (groups.size() == 1 ? " group" : " groups");
  }

  private static List<Column<Group>> columns(GroupRun.Data data) {
    List<Column<Group>> columns = new ArrayList<>();
    columns.add(left(Equation.name(data.groups().column()), Group::name));
    columns.add(right("rows", group -> Numbers.count(group.rows())));
    columns.add(left("outcome", group -> group.fit().map(FitReport::outcome).orElse("failed")));
    columns.add(right("epochs", ofFit(fit -> Numbers.count(fit.epochs()))));
    columns.add(right("(intercept)", ofModel(Fit::intercept)));
    for (int j = 0; j < data.features().size(); j++) {
      int feature = j;
      String name = Equation.name(data.features().get(j));
      columns.add(right(name, ofModel(fit -> fit.coefficients()[feature])));
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

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : Numbers.significant(value);
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
