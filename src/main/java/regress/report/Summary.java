package regress.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import regress.Accuracy;
import regress.Coefficient;
import regress.Fit;
import regress.Inference;
import regress.LeftOut;
import regress.Metrics;
import regress.data.Category;
import regress.data.Missing;
import regress.data.Terms;

/**
 * A fit as people and programs get it: what is printed, and the members of its JSON object, by
 * these names and in this order. What a fit does not have, and what is no finite number, is null.
 *
 * @param intercept whether the first coefficient is a constant term
 * @param delta Huber's parameter
 * @param missing which rows of the table are not among them
 * @param coefficients without those of features that were left out; null where there is no model
 * @param meanLoss what was minimised
 */
record Summary(
    String target,
    List<String> columns,
    int degree,
    boolean interactions,
    List<Category> categories,
    boolean intercept,
    String loss,
    Double delta,
    long rows,
    Missing missing,
    @JsonSetter(nulls = Nulls.SET) List<Estimate> coefficients,
    List<LeftOut> leftOut,
    String outcome,
    int epochs,
    Integer digits,
    Distance shortfall,
    Double r2,
    Double rmse,
    Double meanLoss,
    Trust accuracy,
    Errors inference,
    Ran attestation) {

  /** A coefficient, with errors where there are any. */
  record Estimate(
      String name,
      double estimate,
      Double standardError,
      Double t,
      Double p,
      Double low,
      Double high,
      Integer digits) {}

  /** From the answer, for a descent that stopped short of it. */
  record Distance(int digits, Double standardErrors) {}

  /** As {@link Accuracy}. */
  record Trust(
      int passes,
      long degreesOfFreedom,
      @JsonSetter(nulls = Nulls.SET) String withoutErrors,
      Double conditionNumber,
      @JsonSetter(contentNulls = Nulls.SET) Map<String, Double> varianceInflation) {}

  /** As {@link Inference}; intervals of coefficients are of this level. */
  record Errors(
      String errors,
      double level,
      Double residualStandardError,
      long degreesOfFreedom,
      Double adjustedR2,
      Double f,
      int modelDegreesOfFreedom,
      Double fP,
      Double logLikelihood,
      Double aic,
      Double bic,
      int digits) {}

  /** With intervals of a level. */
  static Summary of(Fit fit, double level) {
    return of(
        fit,
        fit.inference().map(of -> coefficients(of, level)).orElseGet(() -> coefficients(fit)),
        fit.accuracy().map(Summary::trust).orElse(null),
        fit.inference().map(of -> errors(of, level)).orElse(null));
  }

  /** Without what takes long to find out: errors, and most of how far numbers can be trusted. */
  static Summary brief(Fit fit) {
    return of(
        fit,
        coefficients(fit),
        fit.accuracy()
            .map(of -> new Trust(of.passes(), of.degreesOfFreedom(), null, null, Map.of()))
            .orElse(null),
        null);
  }

  private static Summary of(Fit fit, List<Estimate> coefficients, Trust trust, Errors errors) {
    Optional<Metrics> metrics = fit.hasModel() ? Optional.of(fit.metrics()) : Optional.empty();
    boolean hasParameter = !fit.loss().kind().parameter().isEmpty();
    return new Summary(
        fit.target(),
        fit.terms().columns(),
        fit.terms().degree(),
        fit.terms().interactions(),
        fit.terms().categories(),
        fit.hasIntercept(),
        fit.loss().kind().toString(),
        hasParameter ? fit.loss().parameter() : null,
        fit.rows(),
        fit.missing(),
        coefficients,
        fit.leftOut(),
        fit.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        fit.epochs(),
        fit.digits().isPresent() ? fit.digits().getAsInt() : null,
        fit.shortfall()
            .map(far -> new Distance(far.digits(), finite(far.standardErrors().orElse(Double.NaN))))
            .orElse(null),
        metrics.map(of -> finite(of.r2())).orElse(null),
        metrics.map(of -> finite(of.rmse())).orElse(null),
        metrics.map(of -> finite(of.loss())).orElse(null),
        trust,
        errors,
        Ran.of(fit.attestation()));
  }

  private static List<Estimate> coefficients(Inference of, double level) {
    return of.coefficients().stream().map(one -> estimate(one, level)).toList();
  }

  /** Null where there is no model. */
  private static List<Estimate> coefficients(Fit fit) {
    if (!fit.hasModel()) {
      return null;
    }
    List<Estimate> all = new ArrayList<>();
    if (fit.hasIntercept()) {
      all.add(bare(Inference.INTERCEPT, fit.intercept()));
    }
    List<String> leftOut = fit.leftOut().stream().map(LeftOut::feature).toList();
    double[] values = fit.coefficients();
    for (int j = 0; j < values.length; j++) {
      if (!leftOut.contains(fit.features().get(j))) {
        all.add(bare(fit.features().get(j), values[j]));
      }
    }
    return all;
  }

  private static Estimate bare(String name, double value) {
    return new Estimate(name, value, null, null, null, null, null, null);
  }

  private static Estimate estimate(Coefficient one, double level) {
    Coefficient.Interval interval = one.interval(level);
    return new Estimate(
        one.name(),
        one.estimate(),
        finite(one.standardError()),
        finite(one.t()),
        finite(one.p()),
        finite(interval.low()),
        finite(interval.high()),
        one.digits());
  }

  private static Trust trust(Accuracy of) {
    Map<String, Double> inflation = new LinkedHashMap<>();
    of.varianceInflation().forEach((feature, value) -> inflation.put(feature, finite(value)));
    return new Trust(
        of.passes(),
        of.degreesOfFreedom(),
        of.withoutErrors().orElse(null),
        finite(of.conditionNumber()),
        inflation);
  }

  private static Errors errors(Inference of, double level) {
    return new Errors(
        of.errors().toString(),
        level,
        finite(of.residualStandardError()),
        of.degreesOfFreedom(),
        finite(of.adjustedR2()),
        finite(of.f()),
        of.modelDegreesOfFreedom(),
        finite(of.fP()),
        finite(of.logLikelihood()),
        finite(of.aic()),
        finite(of.bic()),
        of.digits());
  }

  /** JSON has no word for NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** NaN where there is none. */
  static double number(Double value) {
    return value == null ? Double.NaN : value;
  }

  /** What features were made of. */
  Terms terms() {
    return new Terms(columns, degree, interactions, categories);
  }

  /** The coefficients of features. */
  List<Estimate> slopes() {
    return coefficients.subList(intercept ? 1 : 0, coefficients.size());
  }

  /** NaN where the feature was left out. */
  double slope(String feature) {
    return slopes().stream()
        .filter(one -> one.name().equals(feature))
        .mapToDouble(Estimate::estimate)
        .findFirst()
        .orElse(Double.NaN);
  }
}
