package regress.cli;

import static regress.cli.TextTable.Column.left;
import static regress.cli.TextTable.Column.right;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import regress.engine.Device;
import regress.engine.Engine;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.engine.Precision;

/** {@code regress devices}: everything that --engine and --device accept here. */
@Command(
    name = "devices",
    header = "Lists each engine's devices, an engine's default first.",
    description = {
      "",
      "Column \"auto\" says which fits --device auto runs on a device.",
      "Where TornadoVM is absent, standard error says why, and the host remains.",
      ""
    })
final class DevicesCommand implements Callable<Integer> {
  private final Streams streams;

  DevicesCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    List<List<String>> rows = new ArrayList<>();
    for (Engine engine : Engines.all()) {
      engine.absence().ifPresent(streams::say);
      engine.devices().forEach(device -> rows.add(row(engine, device)));
    }
    var columns =
        List.of(
            left("engine"),
            left("device"),
            left("backend"),
            left("kind"),
            right("compute units"),
            right("memory"),
            left("auto"),
            left("name"));
    streams.out().print(TextTable.format(columns, rows));
    return 0;
  }

  /** Which fits run here when nobody says where. */
  private static String auto(Engine engine, Device device) {
    boolean few = device.equals(byDefault(engine, 1));
    boolean many = device.equals(byDefault(engine, Integer.MAX_VALUE));
    if (few && many) {
      return "all fits";
    }
    return few ? "small fits" : many ? "large fits" : "-";
  }

  private static Device byDefault(Engine engine, long samples) {
    Mode mode = engine.modes().getFirst();
    return engine.device(Engines.AUTO, mode, Precision.FLOAT32, samples, 1);
  }

  private static List<String> row(Engine engine, Device device) {
    return List.of(
        engine.name(),
        device.id(),
        device.backend(),
        device.kind(),
        Numbers.count(device.computeUnits()),
        Numbers.bytes(device.memoryBytes()),
        auto(engine, device),
        device.name());
  }
}
