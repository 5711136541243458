package regress.cli;

import java.util.List;
import regress.Fit;
import regress.Metrics;
import regress.engine.Attestation;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fits as one JSON document. What a fit does not have is null. */
final class JsonReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonReport() {}

  /** The document, indented and ended by a line feed. */
  static String of(List<Fit> fits) {
    ObjectNode document = JSON.objectNode();
    var array = document.putArray("fits");
    fits.forEach(fit -> array.add(fit(fit)));
    return document.toPrettyString() + "\n";
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
    node.put("mode", ran.mode().toString());
    node.put("precision", ran.precision().toString());
    node.put("backend", ran.device().backend());
    node.put("device", ran.device().id());
    var kernels = node.putArray("kernels");
    ran.kernels().forEach(kernels::add);
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
