package regress.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import regress.report.ModelFile;

/** What becomes of a row whose category has a level that the model has not seen. */
final class UnseenOption {
  /** What becomes of it. */
  enum Rule {
    /** It ends the command. */
    ERROR,
    /** It is predicted as if it had the base level. */
    BASE
  }

  @Option(
      names = "--unseen",
      paramLabel = "WHAT",
      defaultValue = "error",
      description =
          "What a level of a category is that the fit has not seen: error, base, which takes it for"
              + " the base level (default: ${DEFAULT-VALUE}).")
  private Rule rule;

  /** Reads models that take levels so. */
  ModelFile read(Path file) {
    ModelFile read = ModelFile.read(file);
    return rule == Rule.BASE ? read.unseenAsBase() : read;
  }
}
