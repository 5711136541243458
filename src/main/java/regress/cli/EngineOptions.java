package regress.cli;

import picocli.CommandLine.Option;
import regress.Regression;
import regress.engine.Mode;

/** Options that say what executes a fit. */
final class EngineOptions {
  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "auto, tornado, jvm or reference (default: ${DEFAULT-VALUE}).")
  private String engine;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "How epochs map to task graphs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Mode mode;

  @Option(
      names = "--device",
      paramLabel = "ID",
      defaultValue = "auto",
      description = "A device as 'regress devices' lists it (default: ${DEFAULT-VALUE}).")
  private String device;

  Regression applyTo(Regression options) {
    return options.engine(engine).mode(mode).device(device);
  }
}
