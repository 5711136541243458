package regress.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import regress.Accuracy;
import regress.Coefficient;
import regress.Fit;
import regress.Inference;
import regress.LeftOut;
import regress.Metrics;
import regress.engine.Attestation;
import regress.engine.Chosen;
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
 *    "accuracy": {"digits", "passes", "rows", "degreesOfFreedom", "withoutErrors", "conditionNumber",
 *                 "varianceInflation": {...}, "leftOut": [{"feature", "constant", "multiples": {...}}]},
 *    "inference": {"residualStandardError", "degreesOfFreedom", "r2", "adjustedR2", "f",
 *                  "modelDegreesOfFreedom", "fP", "logLikelihood", "aic", "bic", "digits",
 *                  "coefficients": [{"name", "estimate", "standardError", "t", "p", "low", "high", "digits"}]},
 *    "attestation": {"engine", "optimizer", "mode", "precision", "backend", "device", "kernels",
 *                    "tasks": [...], "rowBlocks", "bytesToDevice", "bytesToHost", "compileNanos",
 *                    "transferNanos", "runNanos", "otherNanos"}
 * }]}
 * </pre>
 *
 * <p>Fits by groups have {@code "by"}, the column's name, beside {@code "fits"}, and before the
 * members of each fit {@code "group"}, the value of that column (a number where all groups are
 * numbers that JSON can write, else a string), {@code "rows"}, how many rows have it, and {@code
 * "error"}, why there is no model.
 *
 * <p>Devices are another document, in the same words: {@code {"devices": [{...}]}}. So are kinds of
 * fit, each with what they took and the members of a fit, or nulls where it was not measured:
 * {@code {"why", "rows": [{...}]}}.
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

  /** As {@link #of(List)}, by groups that a column tells apart. */
  static String of(String by, List<GroupRun.Group> groups) {
    boolean numbers = groups.stream().allMatch(group -> NUMBER.matcher(group.name()).matches());
    return text(JSON.objectNode().put("by", by), "fits", groups, group -> group(group, numbers));
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
        .put("optimizer", FitReport.shown(row.where().optimizer()))
        .put("mode", row.mode().toString())
        .put("auto", row.auto())
        .put("note", row.note().isEmpty() ? null : row.note())
        .put("firstNanos", row.timing().map(t -> t.compileNanos() + t.firstNanos()).orElse(null))
        .put("warmNanos", row.timing().map(Timing::warmNanos).orElse(null))
        .setAll(row.timing().map(timing -> fit(timing.fit())).orElseGet(JsonReport::noFit));
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
    return document.toPrettyString() + "\n";
  }

  private static ObjectNode group(GroupRun.Group group, boolean numbers) {
    return JSON.objectNode()
        .set(
            "group",
            numbers ? JSON.numberNode(new BigDecimal(group.name())) : JSON.stringNode(group.name()))
        .put("rows", group.rows())
        .put("error", group.error().orElse(null))
        .setAll(group.fit().map(JsonReport::fit).orElseGet(JsonReport::noFit));
  }

  private static ObjectNode noFit() {
    ObjectNode node = JSON.objectNode();
    List.of("model", "outcome", "epochs", "loss", "metrics", "accuracy", "inference", "attestation")
        .forEach(node::putNull);
    return node;
  }

  private static ObjectNode fit(Fit fit) {
    return JSON.objectNode()
        .set("model", fit.hasModel() ? model(fit) : JSON.nullNode())
        .put("outcome", fit.outcome().name())
        .put("epochs", fit.epochs())
        .put("loss", fit.hasModel() ? finite(fit.metrics().loss()) : null)
        .set("metrics", fit.hasModel() ? metrics(fit.metrics()) : JSON.nullNode())
        .set("accuracy", fit.accuracy().map(JsonReport::accuracy).orElse(null))
        .set("inference", fit.inference().map(JsonReport::inference).orElse(null))
        .set("attestation", attestation(fit.attestation()));
  }

  private static ObjectNode accuracy(Accuracy accuracy) {
    ObjectNode inflation = JSON.objectNode();
    accuracy.varianceInflation().forEach((feature, v) -> inflation.put(feature, finite(v)));
    ObjectNode node =
        JSON.objectNode()
            .put("digits", accuracy.digits())
            .put("passes", accuracy.passes())
            .put("rows", accuracy.rows())
            .put("degreesOfFreedom", accuracy.degreesOfFreedom())
            .put("withoutErrors", accuracy.withoutErrors().orElse(null))
            .put("conditionNumber", finite(accuracy.conditionNumber()))
            .set("varianceInflation", inflation);
    node.putArray("leftOut").addAll(accuracy.leftOut().stream().map(JsonReport::leftOut).toList());
    return node;
  }

  private static ObjectNode leftOut(LeftOut one) {
    ObjectNode node =
        JSON.objectNode().put("feature", one.feature()).put("constant", one.constant());
    ObjectNode multiples = node.putObject("multiples");
    one.multiples().forEach(multiples::put);
    return node;
  }

  private static ObjectNode inference(Inference of) {
    ObjectNode node =
        JSON.objectNode()
            .put("residualStandardError", of.residualStandardError())
            .put("degreesOfFreedom", of.degreesOfFreedom())
            .put("r2", finite(of.r2()))
            .put("adjustedR2", finite(of.adjustedR2()))
            .put("f", finite(of.f()))
            .put("modelDegreesOfFreedom", of.modelDegreesOfFreedom())
            .put("fP", finite(of.fP()))
            .put("logLikelihood", finite(of.logLikelihood()))
            .put("aic", finite(of.aic()))
            .put("bic", finite(of.bic()))
            .put("digits", of.digits());
    node.putArray("coefficients")
        .addAll(of.coefficients().stream().map(JsonReport::coefficient).toList());
    return node;
  }

  private static ObjectNode coefficient(Coefficient one) {
    Coefficient.Interval interval = one.interval(ErrorReport.LEVEL);
    return JSON.objectNode()
        .put("name", one.name())
        .put("estimate", one.estimate())
        .put("standardError", one.standardError())
        .put("t", finite(one.t()))
        .put("p", finite(one.p()))
        .put("low", interval.low())
        .put("high", interval.high())
        .put("digits", one.digits());
  }

  private static ObjectNode model(Fit fit) {
    ObjectNode node = JSON.objectNode().put("loss", fit.loss().kind().toString());
    if (!fit.loss().kind().parameter().isEmpty()) {
      node.put(fit.loss().kind().parameter(), fit.loss().parameter());
    }
    return node.put("target", fit.target())
        .putPOJO("features", fit.features())
        .put("intercept", fit.intercept())
        .putPOJO("coefficients", fit.coefficients());
  }

  private static ObjectNode metrics(Metrics metrics) {
    return JSON.objectNode().put("r2", finite(metrics.r2())).put("rmse", finite(metrics.rmse()));
  }

  private static ObjectNode attestation(Attestation ran) {
    return JSON.objectNode()
        .put("engine", ran.engine())
        .put("optimizer", FitReport.shown(ran.optimizer()))
        .put("mode", ran.mode().toString())
        .put("precision", ran.precision().toString())
        .put("backend", ran.device().backend())
        .put("device", ran.device().id())
        .put("kernels", ran.kernels().map(Kernels::toString).orElse(null))
        .putPOJO("tasks", ran.tasks())
        .put("rowBlocks", ran.rowBlocks())
        .put("bytesToDevice", ran.bytesToDevice())
        .put("bytesToHost", ran.bytesToHost())
        .put("compileNanos", ran.compileNanos())
        .put("transferNanos", ran.transferNanos())
        .put("runNanos", ran.runNanos())
        .put("otherNanos", ran.otherNanos());
  }

  /** JSON has no word for NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
