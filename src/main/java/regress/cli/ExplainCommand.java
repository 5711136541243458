package regress.cli;

import static java.util.Comparator.comparing;
import static regress.report.TextTable.Column.left;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import regress.Machine;
import regress.Option.Where;
import regress.Regression;
import regress.data.Dataset;
import regress.engine.Chosen;
import regress.engine.Device;
import regress.engine.EngineInfo;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.report.Numbers;
import regress.report.Report;
import regress.report.TextTable;
import regress.report.TextTable.Column;

/** {@code regress explain}: what a fit of a table takes with each engine, on each device. */
@Command(
    name = "explain",
    header = "Measures what a fit of a table takes with each engine, device and mode.",
    description = {
      "",
      "The fits are those of 'regress fit' with the same options, and end as it does. Column \"warm\" is"
          + " a fit in a process that has done such fits before. What has not begun after 25 seconds"
          + " is not measured. Nothing that is measured changes a later fit.",
      ""
    })
final class ExplainCommand implements Callable<Integer> {
  private static final long BEGIN_NANOS = 25_000_000_000L;
  private static final long END_NANOS = 28_000_000_000L;

  private static final long WARM_NANOS = 1_000_000_000L;

  /** What is soon done comes first, in case that time runs out. */
  private static final List<Mode> ORDER =
      List.of(Mode.GRAM, Mode.DIRECT, Mode.FUSED, Mode.STEPWISE, Mode.UNROLLED);

  private final Streams streams;

  @Mixin private FitOptions fitting;

  @Mixin private TableOptions table;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ExplainCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    long now = System.nanoTime();
    Regression wanted = fitting.regression();
    return run(
        wanted, table.dataset(wanted.intercept(), streams), now + BEGIN_NANOS, now + END_NANOS);
  }

  /**
   * Measures every kind of fit of a table that is there, prints each when it is done, and returns
   * the exit status.
   *
   * @param lastBegin when the last measurement may begin, by {@link System#nanoTime}
   * @param end when one that goes on is given up
   */
  int run(Regression wanted, Dataset data, long lastBegin, long end) {
    var measuring = new Measuring(WARM_NANOS, lastBegin, end);
    Chosen auto = wanted.choice(data.samples(), data.featureCount());
    List<Kind> kinds = kinds(wanted, auto).toList();
    var table = new TextTable<>(columns(wanted), kinds);
    streams.print(json ? "" : caption(wanted, data, auto) + table.head());
    if (isAsked(wanted.engine(), Engines.TORNADO)) {
      Machine.fallback().ifPresent(streams::say);
    }
    List<Kind> done =
        measuring.measured(
            kinds, wanted, data, kind -> streams.print(json ? "" : table.line(kind)));
    streams.print(json ? JsonReport.of(auto, done) : "");
    return measuring.report(streams);
  }

  private static String caption(Regression options, Dataset data, Chosen auto) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s, up to %s epochs\n%s\n\n",
        Numbers.count(data.samples(), "row", "rows"),
        Numbers.count(data.featureCount(), "feature", "features"),
        options.precision(),
        Numbers.count(options.epochs()),
        auto.why());
  }

  private static List<Column<Kind>> columns(Regression options) {
    return List.of(
        Kind.ENGINE,
        Kind.DEVICE,
        left("optimizer", kind -> Report.shown(kind.where().optimizer())),
        Kind.MODE,
        Kind.time("first", timing -> Numbers.time(timing.compileNanos() + timing.firstNanos())),
        Kind.WARM,
        Kind.PER_EPOCH,
        Kind.result(
            "epochs",
            timing -> timing.isDirect() ? "-" : Numbers.count(timing.fit().epochs()),
            Numbers.count(options.epochs())),
        Kind.LOSS,
        Kind.NOTE);
  }

  private static Stream<Kind> kinds(Regression wanted, Chosen auto) {
    return Machine.engines().stream()
        .filter(engine -> isAsked(wanted.engine(), engine.name()) && engine.absence().isEmpty())
        .flatMap(engine -> kinds(engine, wanted, auto))
        .sorted(
            comparing((Kind kind) -> !kind.auto())
                // Nothing is compiled for a device first.
                .thenComparing(kind -> kind.where().engine().equals(Engines.TORNADO))
                .thenComparing(kind -> !kind.device().equals(auto.device()))
                .thenComparing(kind -> ORDER.indexOf(kind.mode())));
  }

  private static Stream<Kind> kinds(EngineInfo engine, Regression wanted, Chosen auto) {
    return engine.devices().stream()
        .filter(device -> isAsked(wanted.device(), device.id()))
        .flatMap(
            device ->
                Stream.concat(engine.modes().stream(), Stream.of(Mode.DIRECT))
                    .distinct()
                    .filter(mode -> isAsked(wanted.mode(), mode))
                    .filter(wanted.loss()::isFor)
                    .map(mode -> kind(engine, device, mode, auto))
                    .filter(kind -> isAsked(wanted.optimizer(), kind.where().optimizer()))
                    .filter(kind -> wanted.intercept() || canLeaveOut(kind)));
  }

  private static boolean canLeaveOut(Kind kind) {
    return regress.Option.INTERCEPT.idleness(kind.where()).isEmpty();
  }

  private static Kind kind(EngineInfo engine, Device device, Mode mode, Chosen auto) {
    boolean chosen =
        engine.name().equals(auto.engine()) && device.equals(auto.device()) && mode == auto.mode();
    return new Kind(where(engine.name(), mode), device, mode, chosen);
  }

  private static Where where(String engine, Mode mode) {
    if (engine.equals(Engines.REFERENCE)) {
      return new Where(engine, Optimizer.AUTO, mode);
    }
    return mode == Mode.DIRECT
        ? new Where(engine, Optimizer.NEWTON, Mode.AUTO)
        : new Where(engine, Optimizer.GD, mode);
  }

  /** What is auto itself, as the reference engine's optimizer, is never asked for. */
  private static boolean isAsked(Object asked, Object one) {
    return Stream.of(asked, one).anyMatch(name -> name.toString().equals(Engines.AUTO))
        || asked.toString().equalsIgnoreCase(one.toString());
  }
}
