package regress.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import regress.Evaluation;
import regress.Fit;
import regress.Verification;
import regress.data.Description;
import regress.data.Description.Extreme;
import regress.data.Missing;
import regress.engine.Chosen;
import regress.engine.Device;
import regress.report.FitDocument;
import regress.report.JsonFit;
import regress.report.Report;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents of JSON beside those of fits ({@link FitDocument}), in the same words.
 *
 * <p>A fit that was verified has {@code "verification"} behind its members.
 *
 * <p>Devices are a document of their own: {@code {"devices": [{...}]}}. So are kinds of fit, each
 * with what they took and the members of a fit, or nulls where it was not measured: {@code {"why",
 * "rows": [{...}]}}.
 */
final class JsonReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonReport() {}

  /** A fit, and what verified it if anything did. */
  static String of(Fit fit, double level, Optional<Verification> verification) {
    ObjectNode document = FitDocument.of(fit, level).json();
    verification.ifPresent(
        of -> ((ObjectNode) document.at("/fits/0")).set("verification", JsonFit.verification(of)));
    return text(document);
  }

  /** How well a model does on new data, but for rows that were dropped. */
  static String of(Evaluation all, Missing missing) {
    return text(
        JSON.objectNode()
            .put("rows", all.rows())
            .put("rmse", all.rmse())
            .put("r2", Double.isNaN(all.r2()) ? null : (Double) all.r2())
            .put("mae", all.mae())
            .set("missing", JsonFit.of(missing)));
  }

  /** What is in a table. */
  static String of(Description table) {
    ObjectNode document =
        JSON.objectNode()
            .put("table", table.name())
            .put("rows", table.rows())
            .put("header", table.header())
            .put("separator", String.valueOf(table.separator()))
            .put("encoding", table.encoding().name())
            .put("compressed", table.compressed());
    ArrayNode advice = document.putArray("advice");
    table.advice().forEach(advice::add);
    return text(document, "columns", table.columns(), JsonReport::column);
  }

  private static ObjectNode column(Description.Column column) {
    ObjectNode node =
        JSON.objectNode()
            .put("name", column.name())
            .put("type", column.type().name().toLowerCase(Locale.ROOT))
            .put("missing", column.missing())
            .put("distinct", column.distinct())
            .put("moreDistinct", column.isMore());
    extreme(node, "least", column.least());
    extreme(node, "greatest", column.greatest());
    return node.put("mean", column.mean().isPresent() ? column.mean().getAsDouble() : null)
        .put("odd", column.odd().isEmpty() ? null : column.odd());
  }

  private static void extreme(ObjectNode node, String name, Extreme end) {
    if (end.number().isPresent()) {
      node.put(name, end.number().getAsDouble());
    } else {
      node.put(name, end.date().isEmpty() ? null : end.date());
    }
  }

  /** All devices, as a document of their own. */
  static String ofDevices(List<DevicesCommand.Row> devices) {
    return text(JSON.objectNode(), "devices", devices, JsonReport::device);
  }

  /** What kinds of fit took, as a document of their own. */
  static String of(Chosen auto, List<Kind> kinds) {
    return text(JSON.objectNode().put("why", auto.why()), "rows", kinds, JsonReport::kind);
  }

  private static ObjectNode kind(Kind row) {
    return JSON.objectNode()
        .put("engine", row.where().engine())
        .put("device", row.device().id())
        .put("optimizer", Report.shown(row.where().optimizer()))
        .put("mode", row.mode().toString())
        .put("auto", row.auto())
        .put("note", row.note().isEmpty() ? null : row.note())
        .put("firstNanos", row.timing().map(t -> t.compileNanos() + t.firstNanos()).orElse(null))
        .put("warmNanos", row.timing().map(Timing::warmNanos).orElse(null))
        .setAll(
            row.timing()
                .map(timing -> JsonFit.of(timing.fit(), Report.LEVEL))
                .orElseGet(JsonFit::none));
  }

  private static ObjectNode device(DevicesCommand.Row row) {
    Device device = row.device();
    return JSON.objectNode()
        .put("engine", row.engine())
        .put("device", device.id())
        .put("index", device.index().orElse(null))
        .put("backend", device.backend())
        .put("kind", device.kind())
        .put("computeUnits", device.computeUnits())
        .put("memoryBytes", device.memoryBytes())
        .put("auto", row.auto().orElse(null))
        .put("name", device.name());
  }

  private static <T> String text(
      ObjectNode document, String name, List<T> parts, Function<T, ObjectNode> node) {
    document.putArray(name).addAll(parts.stream().map(node).toList());
    return text(document);
  }

  static String text(ObjectNode document) {
    return document.toPrettyString() + "\n";
  }
}
