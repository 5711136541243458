package regress.report;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import regress.Fit;
import regress.LeftOut;
import regress.Metrics;
import regress.Shortfall;
import regress.Verification;
import regress.engine.Attestation;
import regress.engine.Engines;

/**
 * A fit that has a model, for people and for programs. Documents need Jackson on the class path.
 */
public final class Report {
  /** Of intervals, where nobody asks for another. */
  public static final double LEVEL = 0.95;

  private Report() {}

  /** As {@link #text(Fit, double)}, with intervals of level 0.95. */
  public static String text(Fit fit) {
    return text(fit, LEVEL);
  }

  /** The equation to six digits, then {@link #details}; intervals cover with this probability. */
  public static String text(Fit fit, double level) {
    String equation =
        Equation.of(
            fit.target(),
            kept(fit),
            kept(fit).stream().mapToDouble(fit::coefficient).toArray(),
            constant(fit),
            Numbers::significant);
    return fit.shortfall().map(far -> stoppedShort(fit, far)).orElse("")
        + equation
        + "\n\n"
        + details(fit, level);
  }

  /** What a verification found, in one line. */
  public static String text(Verification of) {
    String apart =
        of.standardErrors().isPresent()
            ? ", at most %s standard errors apart"
                .formatted(ErrorReport.probability(of.standardErrors().getAsDouble()))
            : "";
    return "Commons Math, row by row: %s digits in common%s; it has at least %s on these data\n"
        .formatted(of.digits(), apart, of.possible());
  }

  static OptionalDouble constant(Fit fit) {
    return fit.hasIntercept() ? OptionalDouble.of(fit.intercept()) : OptionalDouble.empty();
  }

  private static String stoppedShort(Fit fit, Shortfall far) {
    String digits = far.digits() == 1 ? "1 digit is right" : far.digits() + " digits are right";
    String distance =
        far.standardErrors().isEmpty()
            ? ""
            : " (%s standard errors from the least-squares answer)"
                .formatted(Numbers.significant(far.standardErrors().getAsDouble()));
    return "STOPPED SHORT after %s epochs: %s%s.\nLeave the optimizer to us, or allow more epochs and lower the tolerance.\n\n"
        .formatted(Numbers.count(fit.epochs()), digits, distance);
  }

  private static List<String> kept(Fit fit) {
    List<String> leftOut = fit.leftOut().stream().map(LeftOut::feature).toList();
    return fit.features().stream().filter(feature -> !leftOut.contains(feature)).toList();
  }

  /** As {@link #json(List, double)}, with intervals of level 0.95. */
  public static String json(List<Fit> fits) {
    return json(fits, LEVEL);
  }

  /** The fits as one JSON document, with what a fit does not have as null. */
  public static String json(List<Fit> fits, double level) {
    return JsonFit.document(fits, level);
  }

  /** The table of coefficients, how good the model is, and what really ran. */
  public static String details(Fit fit, double level) {
    String ran = list(attestation(fit.attestation()));
    String good =
        fit.accuracy()
            .map(own -> ErrorReport.quality(fit, own))
            .orElseGet(() -> list(quality(fit)));
    return coefficients(fit, level) + "\n" + good + "\n" + ran;
  }

  private static String coefficients(Fit fit, double level) {
    return fit.inference()
        .map(own -> ErrorReport.coefficients(own, level))
        .orElseGet(() -> estimates(fit));
  }

  private static String estimates(Fit fit) {
    List<List<String>> rows = new ArrayList<>();
    constant(fit).ifPresent(value -> rows.add(List.of("(intercept)", Numbers.significant(value))));
    double[] values = fit.coefficients();
    for (int j = 0; j < values.length; j++) {
      String name = Equation.name(fit.features().get(j));
      rows.add(List.of(name, Numbers.significant(values[j])));
    }
    return TextTable.format(
        List.of(left("", List::getFirst), right("coefficient", List::getLast)), rows);
  }

  private static List<List<String>> quality(Fit fit) {
    Metrics metrics = fit.metrics();
    return List.of(
        List.of("loss", Numbers.significant(metrics.loss()) + " (" + fit.loss() + ")"),
        List.of("R²", r2(metrics)),
        List.of("RMSE", Numbers.significant(metrics.rmse())),
        List.of("epochs", Numbers.count(fit.epochs())),
        List.of("outcome", outcome(fit)));
  }

  public static String r2(Metrics metrics) {
    String undefined = "undefined, the target is constant";
    return Double.isNaN(metrics.r2()) ? undefined : Numbers.significant(metrics.r2());
  }

  /** What was chosen, or a dash where there was nothing to choose. */
  public static String shown(Object choice) {
    return choice.toString().equals(Engines.AUTO) ? "-" : choice.toString();
  }

  public static String outcome(Fit fit) {
    return fit.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<List<String>> attestation(Attestation ran) {
    return List.of(
        List.of("engine", ran.engine()),
        List.of("optimizer", shown(ran.optimizer())),
        List.of("mode", ran.mode() + (ran.rowBlocks() > 1 ? rowBlocks(ran) : "")),
        List.of("precision", ran.precision().toString()),
        List.of("device", device(ran)),
        List.of("kernels", kernels(ran)),
        List.of("to device", Numbers.bytes(ran.bytesToDevice())),
        List.of("to host", Numbers.bytes(ran.bytesToHost())),
        List.of("compile", Numbers.time(ran.compileNanos())),
        List.of("transfer", Numbers.time(ran.transferNanos())),
        List.of("run", Numbers.time(ran.runNanos())),
        List.of("other", Numbers.time(ran.otherNanos())));
  }

  private static String rowBlocks(Attestation ran) {
    return ", in " + Numbers.count(ran.rowBlocks()) + " blocks of rows";
  }

  public static String device(Attestation ran) {
    return ran.device().id() + " (" + ran.device().name() + ")";
  }

  public static String kernels(Attestation ran) {
    String tasks = ran.tasks().isEmpty() ? "-" : String.join(", ", ran.tasks());
    return ran.kernels().map(kernels -> kernels + ": ").orElse("") + tasks;
  }

  /** Two columns without titles. */
  public static String list(List<List<String>> rows) {
    return TextTable.format(List.of(left("", List::getFirst), left("", List::getLast)), rows)
        .stripLeading();
  }
}
