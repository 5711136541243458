package regress.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;
import regress.Option.Where;
import regress.Regression;
import regress.engine.Engines;
import regress.engine.Kernels;
import regress.engine.Mode;
import regress.engine.Optimizer;

/** Options that say what executes a fit. */
final class EngineOptions {
  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "auto",
      completionCandidates = Names.class,
      description = "What runs the fit: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String engine;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "How coefficients are found: ${COMPLETION-CANDIDATES}; auto is newton for squared loss, and gd where one of its options is given (default:"
              + " ${DEFAULT-VALUE}).")
  private Optimizer optimizer;

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

  @Option(
      names = "--device-memory",
      paramLabel = "BYTES",
      description =
          "Take at most so much of a TornadoVM device's memory, for example 512m or 2g; data that"
              + " need more go over it in blocks of rows (default: what TornadoVM allows).")
  private Long deviceMemory;

  @Option(
      names = "--kernels",
      paramLabel = "WHICH",
      description =
          "Which code a TornadoVM device runs: ${COMPLETION-CANDIDATES}"
              + " (default: what its kind is made for).")
  private Kernels kernels;

  /** Of engines. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(Engines.AUTO, "tornado", Engines.JVM, "reference").iterator();
    }
  }

  /** To options that a command sets by itself, less those that have no effect with the engine. */
  Regression applyTo(Regression own) {
    Regression placed = on(new Where(engine, optimizer, mode), own).device(device);
    placed = given(kernels, placed, Regression::kernels);
    return given(deviceMemory, placed, Regression::deviceMemory);
  }

  /** Options with one more, where the user gave it: null stands for what was not given. */
  static <O, T> O given(T value, O options, BiFunction<O, T, O> more) {
    return value == null ? options : more.apply(options, value);
  }

  /** Options that a command sets by itself, less those that have no effect with the engine. */
  static Regression on(Where where, Regression options) {
    Regression left = options;
    for (regress.Option idle : options.idle(where)) {
      left = left.without(idle);
    }
    return left.engine(where.engine()).optimizer(where.optimizer()).mode(where.mode());
  }

  /**
   * Options with the engine that they come to here. Where that is not the one that auto prefers, a
   * line says so, and another what that does to an option.
   */
  static Regression settled(Regression options, long samples, int features, Streams streams) {
    Optional<String> fallback = options.choice(samples, features).fallback();
    streams.settle();
    if (fallback.isEmpty()) {
      return options;
    }
    streams.say(fallback.get() + " The jvm engine fits instead.");
    var where = new Where(Engines.JVM, options.optimizer(), options.mode());
    for (regress.Option idle : options.idle(where)) {
      streams.say(name(idle) + " " + idle.idleness(where).orElseThrow() + ".");
    }
    return on(where, options);
  }

  /** The name of an option on the command line. */
  static String name(regress.Option option) {
    boolean isTakenAway =
        option == regress.Option.STANDARDIZE || option == regress.Option.INTERCEPT;
    String name = option.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return (isTakenAway ? "--no-" : "--") + name;
  }
}
