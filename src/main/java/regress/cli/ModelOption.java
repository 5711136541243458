package regress.cli;

import java.util.Collection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import regress.data.Dataset;
import regress.report.FitDocument;
import regress.report.ModelFile;
import regress.report.Provenance;

/** Where a fit's model is saved. */
final class ModelOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--model",
      paramLabel = "FILE.json",
      description = "Save the model, for regress predict, evaluate and summary.")
  private OutFile file;

  void require(TableSource table) {
    table.requireOther(file, "--model");
  }

  /** Saves if it is asked to; returns the exit status. */
  int save(FitDocument fits, Collection<Dataset> data, TableSource table, Streams streams) {
    if (file == null) {
      return 0;
    }
    if (!fits.hasModel()) {
      streams.say("No model in " + file.path() + ": no group has one. Mend the data.");
      return Failures.FAILED;
    }
    Provenance from = table.provenance(data, command);
    return file.write("model", "--model", out -> ModelFile.write(fits, from, out), streams);
  }
}
