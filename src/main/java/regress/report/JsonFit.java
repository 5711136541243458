package regress.report;

import java.util.List;
import regress.Accuracy;
import regress.Coefficient;
import regress.Fit;
import regress.Inference;
import regress.LeftOut;
import regress.Metrics;
import regress.Shortfall;
import regress.Verification;
import regress.engine.Attestation;
import regress.engine.Kernels;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fits as JSON. What a fit does not have is null.
 *
 * <pre>
 * {"fits": [{
 *    "model": {"loss", "target", "columns": [...], "degree", "interactions", "features": [...],
 *              "intercept", "coefficients": [...]},
 *    "outcome", "epochs", "loss",
 *    "metrics": {"r2", "rmse"},
 *    "shortfall": {"digits", "standardErrors"},
 *    "accuracy": {"digits", "passes", "rows", "degreesOfFreedom", "withoutErrors", "conditionNumber",
 *                 "varianceInflation": {...}, "leftOut": [{"feature", "constant", "multiples": {...}}]},
 *    "inference": {"errors", "level", "residualStandardError", "degreesOfFreedom", "r2", "adjustedR2", "f",
 *                  "modelDegreesOfFreedom", "fP", "logLikelihood", "aic", "bic", "digits",
 *                  "coefficients": [{"name", "estimate", "standardError", "t", "p", "low", "high", "digits"}]},
 *    "attestation": {"engine", "optimizer", "mode", "precision", "backend", "device", "kernels",
 *                    "tasks": [...], "rowBlocks", "bytesToDevice", "bytesToHost", "compileNanos",
 *                    "transferNanos", "runNanos", "otherNanos"}
 * }]}
 * </pre>
 */
public final class JsonFit {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonFit() {}

  static String document(List<Fit> fits, double level) {
    ObjectNode document = JSON.objectNode();
    document.putArray("fits").addAll(fits.stream().map(fit -> of(fit, level)).toList());
    return document.toPrettyString() + "\n";
  }

  /** The members of a fit that there was not. */
  public static ObjectNode none() {
    ObjectNode node = JSON.objectNode();
    List.of(
            "model",
            "outcome",
            "epochs",
            "loss",
            "metrics",
            "shortfall",
            "accuracy",
            "inference",
            "attestation")
        .forEach(node::putNull);
    return node;
  }

  /** The members of a fit, with intervals of a level. */
  public static ObjectNode of(Fit fit, double level) {
    return JSON.objectNode()
        .set("model", fit.hasModel() ? model(fit) : JSON.nullNode())
        .put("outcome", fit.outcome().name())
        .put("epochs", fit.epochs())
        .put("loss", fit.hasModel() ? finite(fit.metrics().loss()) : null)
        .set("metrics", fit.hasModel() ? metrics(fit.metrics()) : JSON.nullNode())
        .set("shortfall", fit.shortfall().map(JsonFit::shortfall).orElse(null))
        .set("accuracy", fit.accuracy().map(JsonFit::accuracy).orElse(null))
        .set("inference", fit.inference().map(own -> inference(own, level)).orElse(null))
        .set("attestation", attestation(fit.attestation()));
  }

  /** {"digits", "possible", "standardErrors", "contradicted": [...]}. */
  public static ObjectNode verification(Verification of) {
    Double far = of.standardErrors().isPresent() ? finite(of.standardErrors().getAsDouble()) : null;
    return JSON.objectNode()
        .put("digits", of.digits())
        .put("possible", of.possible())
        .put("standardErrors", far)
        .putPOJO("contradicted", of.contradicted());
  }

  private static ObjectNode shortfall(Shortfall far) {
    ObjectNode node = JSON.objectNode().put("digits", far.digits());
    far.standardErrors().ifPresent(most -> node.put("standardErrors", most));
    return node;
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
    node.putArray("leftOut").addAll(accuracy.leftOut().stream().map(JsonFit::leftOut).toList());
    return node;
  }

  private static ObjectNode leftOut(LeftOut one) {
    ObjectNode node =
        JSON.objectNode().put("feature", one.feature()).put("constant", one.constant());
    ObjectNode multiples = node.putObject("multiples");
    one.multiples().forEach(multiples::put);
    return node;
  }

  private static ObjectNode inference(Inference of, double level) {
    ObjectNode node =
        JSON.objectNode()
            .put("errors", of.errors().toString())
            .put("level", level)
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
        .addAll(of.coefficients().stream().map(one -> coefficient(one, level)).toList());
    return node;
  }

  private static ObjectNode coefficient(Coefficient one, double level) {
    Coefficient.Interval interval = one.interval(level);
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
        .putPOJO("columns", fit.terms().columns())
        .put("degree", fit.terms().degree())
        .put("interactions", fit.terms().interactions())
        .putPOJO("features", fit.features())
        .put("intercept", fit.hasIntercept() ? fit.intercept() : null)
        .putPOJO("coefficients", fit.coefficients());
  }

  private static ObjectNode metrics(Metrics metrics) {
    return JSON.objectNode().put("r2", finite(metrics.r2())).put("rmse", finite(metrics.rmse()));
  }

  private static ObjectNode attestation(Attestation ran) {
    return JSON.objectNode()
        .put("engine", ran.engine())
        .put("optimizer", Report.shown(ran.optimizer()))
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
