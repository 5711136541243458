package regress.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import regress.report.ModelFile;

/** {@code regress summary}: what a fit printed whose model was saved. */
@Command(name = "summary", header = "Prints the report of a saved model again.", description = "")
final class SummaryCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(paramLabel = "MODEL.json", description = "What regress fit --model has saved.")
  private Path model;

  SummaryCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    streams.print(ModelFile.read(model).text());
    return 0;
  }
}
