package regress.report;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import regress.Accuracy;
import regress.Coefficient;
import regress.Fit;
import regress.Inference;
import regress.LeftOut;

/**
 * What a fit says of its own errors, for people, laid out as users of R and statsmodels read it.
 */
final class ErrorReport {
  private static final String ROBUST =
      "standard errors %s, for variances that differ from row to row; F is Wald's\n";

  private ErrorReport() {}

  static String coefficients(Inference inference, double level) {
    return TextTable.format(
        List.of(
            left("", ErrorReport::name),
            right("estimate", one -> Numbers.significant(one.estimate())),
            right("std. error", one -> Numbers.significant(one.standardError())),
            right("t", one -> Numbers.threeDecimals(one.t())),
            right("p", one -> probability(one.p())),
            right(
                percent(level) + " interval",
                one -> Numbers.significant(one.interval(level).low())),
            right("", one -> Numbers.significant(one.interval(level).high()))),
        inference.coefficients());
  }

  private static String percent(double level) {
    return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  private static String name(Coefficient one) {
    boolean isIntercept = one.name().equals(Inference.INTERCEPT);
    return isIntercept ? one.name() : Equation.name(one.name());
  }

  /** Two digits: who reads a p wants its size. */
  static String probability(double p) {
    return Double.isNaN(p) ? "-" : String.format(Locale.ROOT, "%.2g", p).replace("e-0", "e-");
  }

  /** How well the model fits, and how far its numbers can be trusted. */
  static String quality(Fit fit, Accuracy accuracy) {
    String rows = Numbers.count(accuracy.rows()) + " rows, ";
    return rows
        + fit.inference().map(ErrorReport::fit).orElseGet(() -> withoutErrors(fit, accuracy))
        + accuracy.leftOut().stream().map(LeftOut::sentence).collect(Collectors.joining("\n"))
        + (accuracy.leftOut().isEmpty() ? "" : "\n")
        + trust(fit, accuracy);
  }

  private static String fit(Inference of) {
    return """
        residual standard error %s on %s degrees of freedom
        %sR² %s, adjusted %s; F %s on %s and %s, p %s; AIC %s, BIC %s
        %s"""
        .formatted(
            Numbers.significant(of.residualStandardError()),
            Numbers.count(of.degreesOfFreedom()),
            of.hasIntercept() ? "" : "uncentred ",
            Numbers.significant(of.r2()),
            Numbers.significant(of.adjustedR2()),
            Numbers.significant(of.f()),
            of.modelDegreesOfFreedom(),
            Numbers.count(of.degreesOfFreedom()),
            probability(of.fP()),
            Numbers.significant(of.aic()),
            Numbers.significant(of.bic()),
            of.errors().areRobust() ? ROBUST.formatted(of.errors()) : "");
  }

  private static String withoutErrors(Fit fit, Accuracy accuracy) {
    String why = accuracy.withoutErrors().orElseThrow();
    return "no standard errors: " + why + "\nR² " + Report.r2(fit.metrics()) + "\n";
  }

  private static String trust(Fit fit, Accuracy accuracy) {
    double inflation =
        accuracy.varianceInflation().values().stream()
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN);
    String digits = accuracy.digits() == 1 ? "1 digit" : accuracy.digits() + " digits";
    String condition =
        Double.isNaN(inflation)
            ? ""
            : " (condition number %s, largest variance inflation %s)"
                .formatted(two(accuracy.conditionNumber()), two(inflation));
    return Report.outcome(fit) + ": correct to at least " + digits + condition + "\n";
  }

  private static String two(double value) {
    return value < 1e4
        ? String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value)
        : String.format(Locale.ROOT, "%.1e", value).replace("e+0", "e").replace("e+", "e");
  }
}
