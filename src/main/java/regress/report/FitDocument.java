package regress.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import regress.Fit;
import regress.Model;
import regress.data.Missing;
import regress.data.Terms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fit, or one of each group that columns tell apart: for people as text, for programs as JSON.
 *
 * <p>Fits by groups have {@code "by"}, the column's name, beside {@code "fits"}, and before the
 * members of each fit {@code "group"}, the value of that column (a number where all groups have
 * numbers that JSON can write, else a string), and {@code "error"}, why there is no model. Of
 * several columns the first two are arrays. Where rows lack such a column, {@code "missing"} counts
 * them.
 */
public final class FitDocument {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A number of RFC 8259: no plus sign, no zeros before it; its exponent is that of a decimal. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,9})?");

  private final List<String> by;
  private final Missing missing;
  private final String target;
  private final Terms terms;
  private final List<Entry> entries;

  /**
   * A group, or all that there is; of a fit that diverged there is no model.
   *
   * @param brief what a row of a table shows, which of many thousand groups is soon found out
   * @param fit all of it
   * @param figure what a picture of it shows, where the data are at hand
   */
  record Entry(
      List<String> group,
      long rows,
      Optional<String> error,
      Optional<Summary> brief,
      Supplier<Optional<Summary>> fit,
      Supplier<Optional<Model>> model,
      Supplier<Optional<Figure>> figure) {
    static Entry of(GroupFit group, double level) {
      return new Entry(
          group.values(),
          group.rows(),
          group.error(),
          group.fit().map(Summary::brief),
          () -> group.fit().map(fit -> Summary.of(fit, level)),
          () -> group.fit().filter(Fit::hasModel).map(Fit::model),
          () ->
              group
                  .fit()
                  .filter(Fit::hasModel)
                  .flatMap(fit -> group.data().map(data -> Figure.of(data, fit))));
    }
  }

  /**
   * @param missing which rows are in no group
   */
  FitDocument(List<String> by, Missing missing, String target, Terms terms, List<Entry> entries) {
    this.by = List.copyOf(by);
    this.missing = missing;
    this.target = target;
    this.terms = terms;
    this.entries = List.copyOf(entries);
  }

  /** Of one fit, with intervals of a level. */
  public static FitDocument of(Fit fit, double level) {
    var all =
        new GroupFit(List.of(), fit.rows(), Optional.empty(), Optional.of(fit), Optional.empty());
    return new FitDocument(
        List.of(), Missing.NONE, fit.target(), fit.terms(), List.of(Entry.of(all, level)));
  }

  /** Of groups that columns tell apart, all with the same features. */
  public static FitDocument of(
      List<String> by,
      Missing missing,
      String target,
      Terms terms,
      List<GroupFit> groups,
      double level) {
    List<Entry> entries = groups.stream().map(group -> Entry.of(group, level)).toList();
    return new FitDocument(by, missing, target, terms, entries);
  }

  List<String> by() {
    return by;
  }

  List<Entry> entries() {
    return entries;
  }

  /** Whether there is one to save. */
  public boolean hasModel() {
    return entries.stream().anyMatch(one -> one.model().get().isPresent());
  }

  /** {"by", "fits": [{...}]}, without the former where there are no groups. */
  public ObjectNode json() {
    ObjectNode document = JSON.objectNode();
    if (!by.isEmpty()) {
      document.set("by", oneOrAll(k -> JSON.stringNode(by.get(k))));
    }
    if (missing.dropped() > 0) {
      document.set("missing", JsonFit.of(missing));
    }
    boolean[] numbers = new boolean[by.size()];
    for (int k = 0; k < numbers.length; k++) {
      int column = k;
      numbers[k] =
          entries.stream().map(one -> one.group().get(column)).allMatch(FitDocument::isNumber);
    }
    document.putArray("fits").addAll(entries.stream().map(one -> json(one, numbers)).toList());
    return document;
  }

  /** Of each column that tells groups apart: an array, but of a single one. */
  private JsonNode oneOrAll(IntFunction<JsonNode> ofColumn) {
    List<JsonNode> all = IntStream.range(0, by.size()).mapToObj(ofColumn).toList();
    return all.size() == 1 ? all.getFirst() : JSON.arrayNode().addAll(all);
  }

  private ObjectNode json(Entry one, boolean[] numbers) {
    ObjectNode node = JSON.objectNode();
    if (!by.isEmpty()) {
      node.set("group", oneOrAll(k -> value(one.group().get(k), numbers[k])));
      node.put("error", one.error().orElse(null));
    }
    node.setAll(one.fit().get().map(JsonFit::of).orElseGet(JsonFit::none));
    return node.put("rows", one.rows());
  }

  /** A number that float64 cannot hold stays a text, as it was written. */
  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
  }

  private static JsonNode value(String text, boolean isNumber) {
    return isNumber ? JSON.numberNode(new BigDecimal(text)) : JSON.stringNode(text);
  }

  /** The report of a fit that has a model; of groups a row each, and what really ran. */
  public String text() {
    return by.isEmpty()
        ? Report.text(entries.getFirst().fit().get().orElseThrow())
        : groups().text();
  }

  GroupTable groups() {
    return new GroupTable(by, target, terms, entries);
  }

  /** A panel for each group that has a model. */
  public Figure figure() {
    return GroupFigure.of(groups());
  }
}
