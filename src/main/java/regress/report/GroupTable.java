package regress.report;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import regress.data.Terms;
import regress.report.FitDocument.Entry;
import regress.report.TextTable.Column;

/**
 * Fits by groups as a table for people.
 *
 * @param by the columns that tell groups apart
 * @param target what is predicted
 * @param terms of the features of all groups, but for levels of categories
 * @param entries a row each
 */
record GroupTable(List<String> by, String target, Terms terms, List<Entry> entries) {
  String text() {
    List<List<String>> ran = attestation();
    return caption()
        + "\n\n"
        + TextTable.format(columns(), entries)
        + (ran.isEmpty() ? "" : "\n" + Report.list(ran));
  }

  String caption() {
    return "%s by %s, %s"
        .formatted(
            Equation.name(target),
            by.stream().map(Equation::name).collect(Collectors.joining(", ")),
            Numbers.count(entries.size(), "group", "groups"));
  }

  /** What the rows of a group have in common. */
  String name(Entry one) {
    return IntStream.range(0, by.size())
        .mapToObj(k -> Equation.name(by.get(k)) + " " + one.group().get(k))
        .collect(Collectors.joining(", "));
  }

  private List<Summary> fits() {
    return entries.stream().flatMap(one -> one.brief().stream()).toList();
  }

  List<Column<Entry>> columns() {
    List<Summary> fits = fits();
    List<Column<Entry>> columns = new ArrayList<>();
    for (int k = 0; k < by.size(); k++) {
      int column = k;
      columns.add(left(Equation.name(by.get(k)), one -> one.group().get(column)));
    }
    columns.add(right("rows", one -> Numbers.count(one.rows())));
    if (fits.stream().anyMatch(fit -> fit.missing().dropped() > 0)) {
      columns.add(right("dropped", ofFit(fit -> Numbers.count(fit.missing().dropped()))));
    }
    columns.add(left("outcome", one -> one.brief().map(Summary::outcome).orElse("failed")));
    boolean isSolved = fits.stream().allMatch(fit -> fit.accuracy() != null);
    columns.add(
        isSolved
            ? right("digits", ofFit(fit -> fit.digits() + ""))
            : right("epochs", ofFit(fit -> Numbers.count(fit.epochs()))));
    if (fits.stream().allMatch(Summary::intercept)) {
      columns.add(right("(intercept)", ofModel(fit -> fit.coefficients().getFirst().estimate())));
    }
    for (String feature : features(fits)) {
      columns.add(right(Equation.name(feature), ofModel(fit -> fit.slope(feature))));
    }
    columns.add(right("loss", ofModel(fit -> Summary.number(fit.meanLoss()))));
    columns.add(right("R²", ofModel(fit -> Summary.number(fit.r2()))));
    columns.add(right("RMSE", ofModel(fit -> Summary.number(fit.rmse()))));
    return columns;
  }

  /** In their order; where groups have levels of their own, of all groups that have a model. */
  private List<String> features(List<Summary> fits) {
    List<Terms> all = fits.stream().map(Summary::terms).distinct().toList();
    if (all.stream().allMatch(of -> of.categories().isEmpty())) {
      return terms.names();
    }
    Set<String> named =
        fits.stream()
            .filter(fit -> fit.coefficients() != null)
            .flatMap(fit -> fit.slopes().stream())
            .map(Summary.Estimate::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<String> ordered = new ArrayList<>(Terms.ofAll(all).names());
    ordered.retainAll(named);
    named.stream().filter(name -> !ordered.contains(name)).forEach(ordered::add);
    return ordered;
  }

  private static Function<Entry, String> ofFit(Function<Summary, String> part) {
    return one -> one.brief().map(part).orElse("-");
  }

  private static Function<Entry, String> ofModel(ToDoubleFunction<Summary> part) {
    return ofFit(fit -> fit.coefficients() == null ? "-" : number(part.applyAsDouble(fit)));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : Numbers.significant(value);
  }

  /**
   * Without bytes and times of the single fits: those of fits that ran side by side are not their
   * own, but what all of them took.
   */
  List<List<String>> attestation() {
    List<Summary> fits = fits();
    if (fits.isEmpty()) {
      return List.of();
    }
    long nanos = fits.stream().mapToLong(fit -> fit.attestation().nanos()).max().orElseThrow();
    return List.of(
        List.of("engine", all(fits, Ran::engine)),
        List.of("mode", all(fits, Ran::mode)),
        List.of("precision", all(fits, Ran::precision)),
        List.of("device", all(fits, Report::device)),
        List.of("kernels", all(fits, Report::kernels)),
        List.of("all fits", Numbers.time(nanos)));
  }

  private static String all(List<Summary> fits, Function<Ran, String> part) {
    return fits.stream()
        .map(Summary::attestation)
        .map(part)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
