package regress.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import regress.Fit;
import regress.Metrics;
import regress.engine.Attestation;
import regress.engine.Choice;
import regress.engine.Device;
import regress.engine.Kernels;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fits as one JSON document. What a fit does not have is null.
 *
 * <pre>
 * {"fits": [{
 *    "model": {"loss", "target", "features": [...], "intercept", "coefficients": [...]},
 *    "outcome", "epochs", "loss",
 *    "metrics": {"r2", "rmse"},
 *    "attestation": {"engine", "optimizer", "mode", "precision", "backend", "device", "kernels",
 *                    "tasks": [...], "rowBlocks", "bytesToDevice", "bytesToHost", "compileNanos",
 *                    "transferNanos", "runNanos"}
 * }]}
 * </pre>
 *
 * <p>Fits by groups have {@code "by"}, the column's name, beside {@code "fits"}, and before the
 * members of each fit
 *
 * <pre>
 *    "group": the value of that column; a number where all groups are numbers that JSON can write,
 *             else a string
 *    "rows": how many rows have it
 *    "error": why there is no model
 * </pre>
 *
 * <p>Devices are another document, in the same words:
 *
 * <pre>
 * {"devices": [{"engine", "device", "index", "backend", "kind", "computeUnits", "memoryBytes",
 *               "auto", "name"}]}
 * </pre>
 *
 * <p>So are kinds of fit, each with the members of a fit, or nulls where it was not measured:
 *
 * <pre>
 * {"why", "rows": [{"engine", "device", "optimizer", "mode", "auto", "note", "firstNanos", "warmNanos", ...}]}
 * </pre>
 *
 * <p>Where groups were fitted side by side, bytes and times are those of all of them.
 */
final class JsonReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A number of RFC 8259: no plus sign, no zeros before it. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private JsonReport() {}

  /** The document, indented and ended by a line feed. */
  static String of(List<Fit> fits) {
    return text(JSON.objectNode(), "fits", fits, JsonReport::fit);
  }

  /**
   * As {@link #of(List)}, by groups.
   *
   * @param by the column that tells them apart
   */
  static String of(String by, List<GroupRun.Group> groups) {
    boolean numbers = groups.stream().allMatch(group -> NUMBER.matcher(group.name()).matches());
    return text(JSON.objectNode().put("by", by), "fits", groups, group -> group(group, numbers));
  }

  /** All devices, as a document of their own. */
  static String ofDevices(List<DevicesCommand.Row> devices) {
    return text(JSON.objectNode(), "devices", devices, JsonReport::device);
  }

  /** What kinds of fit took, as a document of their own. */
  static String of(Choice auto, List<Kind> kinds) {
    return text(JSON.objectNode().put("why", auto.why()), "rows", kinds, JsonReport::kind);
  }

  private static ObjectNode kind(Kind row) {
    ObjectNode node = JSON.objectNode().put("engine", row.where().engine());
    node.put("device", row.device().id());
    node.put("optimizer", FitReport.shown(row.where().optimizer()));
    node.put("mode", row.mode().toString());
    node.put("auto", row.auto());
    node.put("note", row.note().isEmpty() ? null : row.note());
    node.put("firstNanos", row.timing().map(t -> t.compileNanos() + t.firstNanos()).orElse(null));
    node.put("warmNanos", row.timing().map(Timing::warmNanos).orElse(null));
    node.setAll(row.timing().map(timing -> fit(timing.fit())).orElseGet(JsonReport::noFit));
    return node;
  }

  private static ObjectNode device(DevicesCommand.Row row) {
    Device device = row.device();
    ObjectNode node = JSON.objectNode();
    node.put("engine", row.engine());
    node.put("device", device.id());
    node.put("index", device.index().orElse(null));
    node.put("backend", device.backend());
    node.put("kind", device.kind());
    node.put("computeUnits", device.computeUnits());
    node.put("memoryBytes", device.memoryBytes());
    node.put("auto", row.auto().orElse(null));
    return node.put("name", device.name());
  }

  private static <T> String text(
      ObjectNode document, String name, List<T> parts, Function<T, ObjectNode> node) {
    document.putArray(name).addAll(parts.stream().map(node).toList());
    return document.toPrettyString() + "\n";
  }

  private static ObjectNode group(GroupRun.Group group, boolean numbers) {
    ObjectNode node = JSON.objectNode();
    if (numbers) {
      node.put("group", new BigDecimal(group.name()));
    } else {
      node.put("group", group.name());
    }
    node.put("rows", group.rows());
    node.put("error", group.error().orElse(null));
    node.setAll(group.fit().map(JsonReport::fit).orElseGet(JsonReport::noFit));
    return node;
  }

  private static ObjectNode noFit() {
    ObjectNode node = JSON.objectNode();
    List.of("model", "outcome", "epochs", "loss", "metrics", "attestation").forEach(node::putNull);
    return node;
  }

  private static ObjectNode fit(Fit fit) {
    ObjectNode node = JSON.objectNode();
    node.set("model", fit.hasModel() ? model(fit) : JSON.nullNode());
    node.put("outcome", fit.outcome().name());
    node.put("epochs", fit.epochs());
    node.put("loss", fit.hasModel() ? finite(fit.metrics().loss()) : null);
    node.set("metrics", fit.hasModel() ? metrics(fit.metrics()) : JSON.nullNode());
    node.set("attestation", attestation(fit.attestation()));
    return node;
  }

  private static ObjectNode model(Fit fit) {
    ObjectNode node = JSON.objectNode();
    node.put("loss", fit.loss().toString());
    node.put("target", fit.target());
    var features = node.putArray("features");
    fit.features().forEach(features::add);
    node.put("intercept", fit.intercept());
    var coefficients = node.putArray("coefficients");
    for (double coefficient : fit.coefficients()) {
      coefficients.add(coefficient);
    }
    return node;
  }

  private static ObjectNode metrics(Metrics metrics) {
    return JSON.objectNode().put("r2", finite(metrics.r2())).put("rmse", finite(metrics.rmse()));
  }

  private static ObjectNode attestation(Attestation ran) {
    ObjectNode node = JSON.objectNode();
    node.put("engine", ran.engine());
    node.put("optimizer", FitReport.shown(ran.optimizer()));
    node.put("mode", ran.mode().toString());
    node.put("precision", ran.precision().toString());
    node.put("backend", ran.device().backend());
    node.put("device", ran.device().id());
    node.put("kernels", ran.kernels().map(Kernels::toString).orElse(null));
    var tasks = node.putArray("tasks");
    ran.tasks().forEach(tasks::add);
    node.put("rowBlocks", ran.rowBlocks());
    node.put("bytesToDevice", ran.bytesToDevice());
    node.put("bytesToHost", ran.bytesToHost());
    node.put("compileNanos", ran.compileNanos());
    node.put("transferNanos", ran.transferNanos());
    node.put("runNanos", ran.runNanos());
    return node;
  }

  /** JSON has no word for NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
