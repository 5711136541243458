package regress.cli;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import regress.data.Dataset;
import regress.report.FitDocument;
import regress.report.ModelFile;
import regress.report.Provenance;
import regress.report.WholeFile;

/** Where a fit's model is saved. */
final class ModelOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--model",
      paramLabel = "FILE.json",
      description = "Save the model, for regress predict, evaluate and summary.")
  private OutFile file;

  /** Refuses a file that is the table. */
  void require(TableSource table) {
    if (file != null && table.isFrom(file)) {
      throw new ParameterException(
          command.commandLine(),
          "--model would take the place of the table. Give it another file.");
    }
  }

  /** Saves if it is asked to; returns the exit status. */
  int save(FitDocument fits, Collection<Dataset> data, TableSource table, Streams streams) {
    if (file == null) {
      return 0;
    }
    if (!fits.hasModel()) {
      return failed("no group has one", streams);
    }
    List<String> options = command.commandLine().getParseResult().originalArgs();
    var from =
        new Provenance(RootCommand.version(), table.name(), Provenance.sha256(data), options);
    try {
      WholeFile.write(file.path(), out -> ModelFile.write(fits, from, out));
      return 0;
    } catch (IOException e) {
      return failed(e.toString(), streams);
    }
  }

  private int failed(String why, Streams streams) {
    streams.say("No model in %s: %s. Give --model another file.".formatted(file.path(), why));
    return Failures.FAILED;
  }
}
