package regress.cli;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import regress.Machine;
import regress.Regression;
import regress.engine.Device;
import regress.engine.EngineInfo;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.report.Numbers;
import regress.report.TextTable;

/** {@code regress devices}: everything that --engine and --device accept here. */
@Command(
    name = "devices",
    header = "Lists each engine's devices, an engine's default first.",
    description = {
      "",
      "Column \"auto\" says which fits --device auto runs on a device. Column \"index\" is TornadoVM's own"
          + " number for it, as \"tornado --devices\" prints it; it depends on which devices the"
          + " environment shows.",
      "Where TornadoVM is absent, standard error says why, and the host remains.",
      ""
    })
final class DevicesCommand implements Callable<Integer> {
  private static final List<TextTable.Column<Row>> COLUMNS =
      List.of(
          left("engine", Row::engine),
          left("device", row -> row.device.id()),
          left("index", row -> row.device.index().orElse("-")),
          left("backend", row -> row.device.backend()),
          left("kind", row -> row.device.kind()),
          right("compute units", row -> Numbers.count(row.device.computeUnits())),
          right("memory", row -> Numbers.bytes(row.device.memoryBytes())),
          left("auto", row -> row.auto.orElse("-")),
          left("name", row -> row.device.name()));

  /** A device of an engine, and which fits run there when nobody says where, if any do. */
  record Row(String engine, Device device, Optional<String> auto) {}

  private final Streams streams;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DevicesCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    List<Row> devices = new ArrayList<>();
    for (EngineInfo engine : Machine.engines()) {
      engine.absence().ifPresent(streams::say);
      for (Device device : engine.devices()) {
        devices.add(new Row(engine.name(), device, auto(engine, device)));
      }
    }
    streams.print(json ? JsonReport.ofDevices(devices) : TextTable.format(COLUMNS, devices));
    return 0;
  }

  /** Which fits run here when nobody says where. */
  private static Optional<String> auto(EngineInfo engine, Device device) {
    boolean few = device.equals(byDefault(engine, 1));
    boolean many = device.equals(byDefault(engine, Integer.MAX_VALUE));
    if (few && many) {
      return Optional.of("all fits");
    }
    return few ? Optional.of("small fits") : many ? Optional.of("large fits") : Optional.empty();
  }

  private static Device byDefault(EngineInfo engine, long samples) {
    Regression options = Regression.squared().engine(engine.name());
    boolean isDirect = engine.modes().contains(Mode.DIRECT);
    return (isDirect ? options : options.precision(Precision.FLOAT32).epochs(1))
        .choice(samples, 1)
        .device();
  }
}
