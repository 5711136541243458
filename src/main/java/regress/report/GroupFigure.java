package regress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import regress.report.Figure.Axis;
import regress.report.Figure.Panel;
import regress.report.FitDocument.Entry;

/**
 * A picture of fits by groups: the first panel of each that has a model, where axes of one name are
 * the same.
 */
final class GroupFigure {
  private GroupFigure() {}

  static Figure of(GroupTable groups) {
    List<String> names = new ArrayList<>();
    List<Panel> panels = new ArrayList<>();
    for (Entry one : groups.entries()) {
      one.figure()
          .get()
          .ifPresent(
              figure -> {
                names.add(Figure.shortened(groups.name(one)));
                panels.add(figure.panels().getFirst());
              });
    }
    int without = groups.entries().size() - panels.size();
    String lacking =
        without == 0 ? "" : " " + Numbers.count(without, "group has", "groups have") + " no model.";
    return new Figure(
        groups.caption(),
        "Axes of the same name show the same range." + lacking,
        IntStream.range(0, panels.size()).mapToObj(i -> panel(names.get(i), i, panels)).toList());
  }

  private static Panel panel(String name, int i, List<Panel> all) {
    Panel one = all.get(i);
    return new Panel(
        name,
        shared(one.across(), Panel::across, all),
        shared(one.up(), Panel::up, all),
        one.points(),
        one.lines(),
        one.square());
  }

  private static Axis shared(Axis axis, Function<Panel, Axis> of, List<Panel> all) {
    return all.stream()
        .map(of)
        .filter(other -> other.label().equals(axis.label()))
        .reduce((a, b) -> new Axis(a.label(), a.range().with(b.range())))
        .orElse(axis);
  }
}
