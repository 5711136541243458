package regress.cli;

import static regress.cli.EngineOptions.given;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import regress.Regression;
import regress.data.Dataset;
import regress.engine.Calibration;
import regress.engine.CostCache;
import regress.engine.CostModel;
import regress.engine.Device;
import regress.engine.Engine;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Prediction;
import regress.engine.Selection;

/** {@code regress explain}: what each mode costs for a table, predicted and measured. */
@Command(
    name = "explain",
    header =
        "Says what a fit of a table would take in each mode, and where another becomes faster.",
    description = {
      "",
      "Predictions come from a model of the device whose few constants are measured once, in some"
          + " seconds, and kept.",
      ""
    })
final class ExplainCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec command;

  @Mixin private TableOptions table;

  @Mixin private EngineOptions options;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description = "${COMPLETION-CANDIDATES} (default: float64).")
  private Precision precision;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of the fit, all of which are run (default: 10000).")
  private Integer epochs;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "Do not measure what is predicted to take longer (default: ${DEFAULT-VALUE}).")
  private double limitSeconds;

  @Option(names = "--recalibrate", description = "Measure the device's constants anew.")
  private boolean recalibrate;

  @Option(
      names = "--plot",
      paramLabel = "FILE.png",
      description = "Draw time against rows, predicted and measured.")
  private Path plot;

  ExplainCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Regression wanted = Usage.check(command, this::options);
    Dataset data = table.dataset(command, streams);
    Regression regression = EngineChoice.settled(wanted, streams);
    Engine engine = Engines.choose(regression.engine());
    Precision precision = regression.precision();
    Map<Device, CostModel> models = new HashMap<>();
    var prediction =
        Prediction.of(
            engine,
            regression.device(),
            precision,
            device ->
                Optional.of(
                    models.computeIfAbsent(device, here -> model(engine, precision, here))));
    List<Explanation> rows = new ArrayList<>();
    for (Mode mode : modes(engine, regression.mode())) {
      explain(regression.engine(engine.name()).mode(mode), data, prediction).ifPresent(rows::add);
    }
    var report =
        new ExplainReport(data, regression.epochs(), precision, engine.name(), prediction, rows);
    streams.print(report.text());
    if (plot != null) {
      ExplainPlot.draw(report, plot);
    }
    return 0;
  }

  private Regression options() {
    Regression all = options.applyTo(options.takenFrom(Regression.squared().tolerance(0)));
    return given(precision, given(epochs, all, Regression::epochs), Regression::precision);
  }

  private static List<Mode> modes(Engine engine, Mode wanted) {
    return wanted == Mode.AUTO ? engine.modes() : List.of(Selection.mode(engine, wanted));
  }

  private Optional<Explanation> explain(
      Regression regression, Dataset data, Prediction prediction) {
    Mode mode = regression.mode();
    int p = data.featureCount();
    OptionalDouble predicted = prediction.nanos(mode, data.samples(), p, regression.epochs());
    if (predicted.isEmpty()) {
      return Optional.empty();
    }
    Device device = prediction.place().of(mode, data.samples(), p);
    double nanos = predicted.getAsDouble();
    OptionalDouble measured =
        nanos > limitSeconds * 1e9
            ? OptionalDouble.empty()
            : OptionalDouble.of(measure(regression, data));
    return Optional.of(new Explanation(mode, device, nanos, measured));
  }

  private static double measure(Regression regression, Dataset data) {
    Timing timing = Timing.of(() -> regression.fit(data));
    return Math.min(timing.fit().attestation().runNanos(), timing.warmNanos());
  }

  private CostModel model(Engine engine, Precision precision, Device device) {
    CostCache cache = CostCache.ofUser();
    if (!recalibrate) {
      var kept = cache.read(engine.name(), device, precision);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    streams.say("Measuring the constants of " + device.name() + ", once. This takes a while.");
    CostModel model = new Calibration(engine, precision, device.id()).measure();
    try {
      Path file = cache.write(engine.name(), device, precision, model);
      streams.say("They are kept in " + file + ".");
    } catch (IOException e) {
      streams.say("They cannot be kept: " + e.getMessage() + ".");
    }
    return model;
  }
}
