package regress.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import regress.Model;
import regress.Uncertainty;
import regress.data.DataException;
import regress.data.Missing;
import regress.data.Terms;
import regress.report.FitDocument.Entry;
import regress.report.Summary.Estimate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a fit of a model file. */
final class SavedFit {
  private static final List<String> OF_GROUPS = List.of("group", "error");

  private SavedFit() {}

  /** Takes the members apart that only a file of groups, or only a model file has. */
  static Entry entry(ObjectNode node, int groupColumns) {
    boolean isGroup = groupColumns > 0;
    ObjectNode fit = node.deepCopy();
    JsonNode uncertainty = fit.remove("uncertainty");
    if (uncertainty == null) {
      throw DataException.content("a fit has no member 'uncertainty'");
    }
    JsonNode group = isGroup ? fit.remove("group") : null;
    JsonNode error = isGroup ? fit.remove("error") : null;
    if (isGroup && (group == null || error == null)) {
      throw DataException.content("a fit lacks one of the members " + OF_GROUPS);
    }
    List<String> name = group == null ? List.of() : oneOrAll(group, SavedFit::value);
    if (name.size() != groupColumns) {
      throw DataException.content(
          "a group has %s values of %s columns".formatted(name.size(), groupColumns));
    }
    Optional<String> failure =
        error == null || error.isNull() ? Optional.empty() : Optional.of(error.asString());
    if (fit.path("target").isNull()) { // There was no fit.
      long rows = fit.path("rows").asLong();
      return new Entry(
          name, rows, failure, Optional.empty(), Optional::empty, Optional::empty, Optional::empty);
    }
    if (!fit.has("missing")) { // Saved before there were these members.
      fit.set("missing", JsonFit.of(Missing.NONE));
      fit.putArray("categories");
    }
    Summary summary = JsonFit.MAPPER.treeToValue(fit, Summary.class);
    Optional<Model> model =
        summary.coefficients() == null
            ? Optional.empty()
            : Optional.of(
                model(summary, JsonFit.MAPPER.treeToValue(uncertainty, Uncertainty.class)));
    Optional<Summary> whole = Optional.of(summary);
    return new Entry(
        name, summary.rows(), failure, whole, () -> whole, () -> model, Optional::empty);
  }

  /** The texts of an array of several values, or of a single one. */
  static List<String> oneOrAll(JsonNode node, Function<JsonNode, String> text) {
    if (!node.isArray()) {
      return List.of(text.apply(node));
    }
    if (node.size() < 2) {
      throw DataException.content("'by' or 'group' is an array of fewer than two values");
    }
    return node.valueStream().map(text).toList();
  }

  static String column(JsonNode node) {
    if (!node.isString()) {
      throw DataException.content("a column of 'by' is no text");
    }
    return node.asString();
  }

  private static String value(JsonNode node) {
    if (!node.isString() && !node.isNumber()) {
      throw DataException.content("a group is neither a text nor a number");
    }
    return node.asString();
  }

  static Terms terms(Summary fit) {
    Terms terms = fit.terms();
    int coefficients = fit.coefficients() == null ? 0 : fit.slopes().size() + fit.leftOut().size();
    // Their names may be more than memory holds, if somebody has written another degree.
    if (fit.coefficients() != null && terms.count() != coefficients) {
      throw DataException.content(
          "%s coefficients are there or left out, where its columns make %s features"
              .formatted(coefficients, terms.count()));
    }
    return terms;
  }

  private static Model model(Summary fit, Uncertainty uncertainty) {
    if (fit.intercept() && fit.coefficients().isEmpty()) {
      throw DataException.content("its intercept is not there");
    }
    Map<String, Double> slopes = new LinkedHashMap<>();
    Terms terms = terms(fit);
    for (Estimate one : fit.slopes()) {
      if (slopes.put(one.name(), one.estimate()) != null) {
        throw DataException.content("it has two coefficients of '" + one.name() + "'");
      }
    }
    OptionalDouble intercept =
        fit.intercept()
            ? OptionalDouble.of(fit.coefficients().getFirst().estimate())
            : OptionalDouble.empty();
    Optional<String> why = Optional.ofNullable(fit.accuracy()).map(Summary.Trust::withoutErrors);
    return new Model(fit.target(), terms, intercept, slopes, Optional.ofNullable(uncertainty), why);
  }
}
