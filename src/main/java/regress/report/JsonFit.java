package regress.report;

import java.util.List;
import regress.Accuracy;
import regress.Coefficient;
import regress.Fit;
import regress.Inference;
import regress.LeftOut;
import regress.Metrics;
import regress.Shortfall;
import regress.engine.Attestation;
import regress.engine.Kernels;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fits as JSON. What a fit does not have is null.
 *
 * <pre>
 * {"fits": [{
 *    "model": {"loss", "target", "features": [...], "intercept", "coefficients": [...]},
 *    "outcome", "epochs", "loss",
 *    "metrics": {"r2", "rmse"},
 *    "shortfall": {"digits", "standardErrors"},
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
 */
public final class JsonFit {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonFit() {}

  static String document(List<Fit> fits) {
    ObjectNode document = JSON.objectNode();
    document.putArray("fits").addAll(fits.stream().map(JsonFit::of).toList());
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

  /** The members of a fit. */
  public static ObjectNode of(Fit fit) {
    return JSON.objectNode()
        .set("model", fit.hasModel() ? model(fit) : JSON.nullNode())
        .put("outcome", fit.outcome().name())
        .put("epochs", fit.epochs())
        .put("loss", fit.hasModel() ? finite(fit.metrics().loss()) : null)
        .set("metrics", fit.hasModel() ? metrics(fit.metrics()) : JSON.nullNode())
        .set("shortfall", fit.shortfall().map(JsonFit::shortfall).orElse(null))
        .set("accuracy", fit.accuracy().map(JsonFit::accuracy).orElse(null))
        .set("inference", fit.inference().map(JsonFit::inference).orElse(null))
        .set("attestation", attestation(fit.attestation()));
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
        .addAll(of.coefficients().stream().map(JsonFit::coefficient).toList());
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
