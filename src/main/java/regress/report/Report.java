package regress.report;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.util.List;
import java.util.OptionalDouble;
import regress.Evaluation;
import regress.Fit;
import regress.Verification;
import regress.data.Missing;
import regress.engine.Engines;

/** A fit that has a model, for people; {@link FitDocument} has it for programs. */
public final class Report {
  /** Of intervals, where nobody asks for another. */
  public static final double LEVEL = 0.95;

  private static final String UNDEFINED = "undefined, the target is constant";

  private Report() {}

  /** As {@link #text(Fit, double)}, with intervals of level 0.95. */
  public static String text(Fit fit) {
    return text(fit, LEVEL);
  }

  /** The equation to six digits, then {@link #details}; intervals cover with this probability. */
  public static String text(Fit fit, double level) {
    return text(Summary.of(fit, level));
  }

  static String text(Summary of) {
    return stoppedShort(of) + equation(of) + "\n\n" + details(of);
  }

  static String equation(Summary of) {
    return Equation.of(
        of.target(),
        of.slopes().stream().map(Summary.Estimate::name).toList(),
        of.slopes().stream().mapToDouble(Summary.Estimate::estimate).toArray(),
        constant(of),
        Numbers::significant);
  }

  /** How well a model does on new data. */
  public static String text(Evaluation of) {
    return text(of, Missing.NONE);
  }

  /** The same, and which rows it is not about. */
  public static String text(Evaluation of, Missing missing) {
    String r2 = Double.isNaN(of.r2()) ? UNDEFINED : Numbers.significant(of.r2());
    return list(
        List.of(
            rows(of.rows(), missing),
            List.of("RMSE", Numbers.significant(of.rmse())),
            List.of("R²", r2),
            List.of("MAE", Numbers.significant(of.mae()))));
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

  private static OptionalDouble constant(Summary of) {
    return of.intercept()
        ? OptionalDouble.of(of.coefficients().getFirst().estimate())
        : OptionalDouble.empty();
  }

  /** Empty where it did not. */
  static String stoppedShort(Summary of) {
    Summary.Distance far = of.shortfall();
    if (far == null) {
      return "";
    }
    String digits = far.digits() == 1 ? "1 digit is right" : far.digits() + " digits are right";
    String distance =
        far.standardErrors() == null
            ? ""
            : " (%s standard errors from the least-squares answer)"
                .formatted(Numbers.significant(far.standardErrors()));
    return "STOPPED SHORT after %s epochs: %s%s.\nLeave the optimizer to us, or allow more epochs and lower the tolerance.\n\n"
        .formatted(Numbers.count(of.epochs()), digits, distance);
  }

  /** The table of coefficients, how good the model is, and what really ran. */
  public static String details(Fit fit, double level) {
    return details(Summary.of(fit, level));
  }

  private static String details(Summary of) {
    String good = of.accuracy() == null ? list(quality(of)) : ErrorReport.quality(of);
    return TextTable.format(columns(of), of.coefficients())
        + "\n"
        + good
        + (of.accuracy() == null ? ErrorReport.bases(of) : "")
        + "\n"
        + list(attestation(of.attestation()));
  }

  /** Of the table of coefficients. */
  static List<TextTable.Column<Summary.Estimate>> columns(Summary of) {
    return of.inference() != null
        ? ErrorReport.columns(of)
        : List.of(
            left("", one -> ErrorReport.name(of, one)),
            right("coefficient", one -> Numbers.significant(one.estimate())));
  }

  static List<List<String>> quality(Summary of) {
    String loss = of.loss() + (of.delta() == null ? "" : ", delta " + of.delta());
    return List.of(
        rows(of.rows(), of.missing()),
        List.of("loss", Numbers.significant(Summary.number(of.meanLoss())) + " (" + loss + ")"),
        List.of("R²", r2(of)),
        List.of("RMSE", Numbers.significant(Summary.number(of.rmse()))),
        List.of("epochs", Numbers.count(of.epochs())),
        List.of("outcome", of.outcome()));
  }

  private static List<String> rows(long rows, Missing missing) {
    String dropped = missing.dropped() == 0 ? "" : ", " + missing.sentence();
    return List.of("rows", Numbers.count(rows) + dropped);
  }

  static String r2(Summary of) {
    return of.r2() == null ? UNDEFINED : Numbers.significant(of.r2());
  }

  /** What was chosen, or a dash where there was nothing to choose. */
  public static String shown(Object choice) {
    return choice.toString().equals(Engines.AUTO) ? "-" : choice.toString();
  }

  static List<List<String>> attestation(Ran ran) {
    String blocks = ran.mode() + ", in " + Numbers.count(ran.rowBlocks()) + " blocks of rows";
    return List.of(
        List.of("engine", ran.engine()),
        List.of("optimizer", ran.optimizer()),
        List.of("mode", ran.rowBlocks() > 1 ? blocks : ran.mode()),
        List.of("precision", ran.precision()),
        List.of("device", device(ran)),
        List.of("kernels", kernels(ran)),
        List.of("to device", Numbers.bytes(ran.bytesToDevice())),
        List.of("to host", Numbers.bytes(ran.bytesToHost())),
        List.of("compile", Numbers.time(ran.compileNanos())),
        List.of("transfer", Numbers.time(ran.transferNanos())),
        List.of("run", Numbers.time(ran.runNanos())),
        List.of("other", Numbers.time(ran.otherNanos())));
  }

  static String device(Ran ran) {
    return ran.device() + " (" + ran.deviceName() + ")";
  }

  static String kernels(Ran ran) {
    String tasks = ran.tasks().isEmpty() ? "-" : String.join(", ", ran.tasks());
    return ran.kernels() == null ? tasks : ran.kernels() + ": " + tasks;
  }

  /** Two columns without titles. */
  static String list(List<List<String>> rows) {
    return TextTable.format(List.of(left("", List::getFirst), left("", List::getLast)), rows)
        .stripLeading();
  }
}
