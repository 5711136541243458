package regress.cli;

import static regress.cli.EngineOptions.given;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import regress.Fit;
import regress.Regression;
import regress.Verification;
import regress.data.ColumnNames;
import regress.data.Dataset;
import regress.engine.Errors;
import regress.report.Report;

/** Options that say what is told of a fit's errors. */
final class ErrorOptions {
  @Option(
      names = "--errors",
      paramLabel = "KIND",
      description =
          "Standard errors for residuals of one variance (classic), or of any: hc0, hc1, hc2, hc3"
              + " (default: classic).")
  private Errors errors;

  @Option(
      names = "--level",
      paramLabel = "L",
      converter = Level.class,
      description = "The probability that an interval covers (default: " + Report.LEVEL + ").")
  private Double level;

  @Option(
      names = "--rows",
      paramLabel = "FILE",
      description =
          "Write a line for each row into FILE: target, fitted, residual, leverage, standardized"
              + " residual, Cook's distance.")
  private OutFile rows;

  @Option(
      names = "--verify",
      description = "Compare with a solution by Commons Math; exit status 1 where they contradict.")
  private boolean verify;

  private Optional<Verification> verification = Optional.empty();

  /** Reads a level. */
  static final class Level implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      double level = Reading.number(text);
      if (!(level > 0 && level < 1)) {
        throw Reading.refused("a number between 0 and 1", text);
      }
      return level;
    }
  }

  Regression applyTo(Regression options) {
    return given(errors, options, Regression::errors);
  }

  /** What {@link #report} has found, where it was to. */
  Optional<Verification> verification() {
    return verification;
  }

  double level() {
    return level == null ? Report.LEVEL : level;
  }

  /** What is asked for and belongs to one fit alone. */
  Optional<String> ofOneFit() {
    return rows != null
        ? Optional.of("--rows")
        : verify ? Optional.of("--verify") : Optional.empty();
  }

  /** Refuses a level that nothing would show. */
  void requireIntervals(boolean json) {
    if (level != null && !json) {
      throw new UsageException(
          "--level has no effect on the table of --by, which has no intervals."
              + " Give --json or --report, or leave it out.");
    }
  }

  /** Refuses what needs a solved fit where there will be none, and a file that is the table. */
  void require(Regression options, int features, TableOptions table) {
    Optional<String> asked = level != null ? Optional.of("--level") : ofOneFit();
    if (asked.isPresent() && !options.isSolved(features)) {
      throw new UsageException(
          asked.get()
              + " needs a fit by optimizer newton, and these options have another. Give --optimizer newton.");
    }
    table.source().requireOther(rows, "--rows");
  }

  /** Verifies if it is to; the report, or a document. */
  String report(Fit fit, Dataset data, boolean json) {
    verification = verify && fit.hasModel() ? Optional.of(fit.verify(data)) : Optional.empty();
    return json
        ? JsonReport.of(fit, level(), verification)
        : Report.text(fit, level()) + verification.map(Report::text).orElse("");
  }

  /** Says what contradicts, and writes rows if it is to; returns the exit status. */
  int finish(Fit fit, Dataset data, Streams streams) {
    int status = verification.map(of -> status(of, streams)).orElse(0);
    return rows == null ? status : Math.max(status, RowsFile.write(rows, fit, data, streams));
  }

  /** The exit status of a verification; says what it contradicts. */
  static int status(Verification of, Streams streams) {
    if (of.contradicted().isEmpty()) {
      return 0;
    }
    streams.say(
        "Commons Math contradicts the coefficients of %s: %s digits in common, where it has at least %s. Do not use this fit."
            .formatted(ColumnNames.list(of.contradicted()), of.digits(), of.possible()));
    return Failures.FAILED;
  }
}
