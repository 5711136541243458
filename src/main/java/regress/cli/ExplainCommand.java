package regress.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    return new ExplainRun(streams, now + BEGIN_NANOS, now + END_NANOS)
        .run(fitting.regression(), table.dataset(streams), json);
  }
}
