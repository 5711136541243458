package regress.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import regress.report.ModelFile;

/** Which saved model predicts, and how it takes what it has not seen. */
final class SavedModel {
  /** What becomes of a row whose category has a level that the fit has not seen. */
  enum Unseen {
    /** It ends the command. */
    ERROR,
    /** It is predicted as if it had the base level. */
    BASE
  }

  @Parameters(
      index = "0",
      paramLabel = "MODEL.json",
      description = "What regress fit --model has saved.")
  private Path file;

  @Option(
      names = "--unseen",
      paramLabel = "WHAT",
      defaultValue = "error",
      description =
          "What to do with a level of a category that was not fitted: error, or base, which takes it"
              + " for the base level (default: ${DEFAULT-VALUE}).")
  private Unseen unseen;

  Path file() {
    return file;
  }

  /** Reads models that take levels so. */
  ModelFile read() {
    ModelFile read = ModelFile.read(file);
    return unseen == Unseen.BASE ? read.unseenAsBase() : read;
  }
}
