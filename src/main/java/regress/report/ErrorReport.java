package regress.report;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a fit says of its own errors, for people, laid out as users of R and statsmodels read it.
 */
final class ErrorReport {
  private static final String ROBUST =
      "standard errors %s, for variances that differ from row to row; F is Wald's\n";

  private ErrorReport() {}

  static List<TextTable.Column<Summary.Estimate>> columns(Summary of) {
    return List.of(
        left("", one -> name(of, one)),
        right("estimate", one -> Numbers.significant(one.estimate())),
        right("std. error", one -> significant(one.standardError())),
        right("t", one -> Numbers.threeDecimals(Summary.number(one.t()))),
        right("p", one -> probability(Summary.number(one.p()))),
        right(percent(of.inference().level()) + " interval", one -> significant(one.low())),
        right("", one -> significant(one.high())));
  }

  private static String significant(Double value) {
    return Numbers.significant(Summary.number(value));
  }

  private static String percent(double level) {
    return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  static String name(Summary of, Summary.Estimate one) {
    return isIntercept(of, one) ? one.name() : Equation.name(one.name());
  }

  static boolean isIntercept(Summary of, Summary.Estimate one) {
    return of.intercept() && one == of.coefficients().getFirst();
  }

  /** Two digits: who reads a p wants its size. */
  static String probability(double p) {
    return Double.isNaN(p) ? "-" : String.format(Locale.ROOT, "%.2g", p).replace("e-0", "e-");
  }

  /** How well the model fits, and how far its numbers can be trusted. */
  static String quality(Summary of) {
    String rows = Numbers.count(of.rows()) + " rows, ";
    return rows
        + (of.inference() == null ? withoutErrors(of) : fit(of, of.inference()))
        + (of.missing().dropped() == 0 ? "" : of.missing().sentence() + "\n")
        + bases(of)
        + of.leftOut().stream().map(one -> one.sentence() + "\n").collect(Collectors.joining())
        + trust(of);
  }

  /** With what the levels of categories are compared. */
  static String bases(Summary of) {
    String bases =
        of.categories().stream()
            .flatMap(
                category ->
                    category.base().stream()
                        .map(base -> Equation.name(category.column() + "=" + base)))
            .collect(Collectors.joining(", "));
    return bases.isEmpty() ? "" : "compared with " + bases + "\n";
  }

  private static String fit(Summary of, Summary.Errors errors) {
    return """
        residual standard error %s on %s
        %sR² %s, adjusted %s; F %s on %s and %s, p %s; AIC %s, BIC %s
        %s"""
        .formatted(
            significant(errors.residualStandardError()),
            Numbers.count(errors.degreesOfFreedom(), "degree of freedom", "degrees of freedom"),
            of.intercept() ? "" : "uncentred ",
            significant(of.r2()),
            significant(errors.adjustedR2()),
            significant(errors.f()),
            errors.modelDegreesOfFreedom(),
            Numbers.count(errors.degreesOfFreedom()),
            probability(Summary.number(errors.fP())),
            significant(errors.aic()),
            significant(errors.bic()),
            errors.errors().equals("classic") ? "" : ROBUST.formatted(errors.errors()));
  }

  private static String withoutErrors(Summary of) {
    return "no standard errors: " + of.accuracy().withoutErrors() + "\nR² " + Report.r2(of) + "\n";
  }

  private static String trust(Summary of) {
    double inflation =
        of.accuracy().varianceInflation().values().stream()
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(Double.NaN);
    String digits = Objects.equals(of.digits(), 1) ? "1 digit" : of.digits() + " digits";
    String condition =
        Double.isNaN(inflation)
            ? ""
            : " (condition number %s, largest variance inflation %s)"
                .formatted(two(Summary.number(of.accuracy().conditionNumber())), two(inflation));
    return of.outcome() + ": correct to at least " + digits + condition + "\n";
  }

  static String two(double value) {
    return value < 1e4
        ? String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value)
        : String.format(Locale.ROOT, "%.1e", value).replace("e+0", "e").replace("e+", "e");
  }
}
