package regress.cli;

import java.util.Locale;
import java.util.Optional;
import regress.Option;
import regress.Regression;
import regress.engine.Engines;

/** What the choice of an engine does to options that its user did not give for that engine. */
final class EngineChoice {

  private EngineChoice() {}

  /** Options that a command sets by itself, less those that have no effect with the engine. */
  static Regression on(Option.Where where, Regression options) {
    Regression left = options;
    for (Option idle : options.idle(where)) {
      left = left.without(idle);
    }
    return left.engine(where.engine()).optimizer(where.optimizer()).mode(where.mode());
  }

  /**
   * Options with the engine that they come to here. Where that is not the one that auto prefers, a
   * line says so, and another what that does to an option.
   */
  static Regression settled(Regression options, Streams streams) {
    Optional<String> fallback = Engines.fallback();
    if (!options.engine().equals(Engines.AUTO) || fallback.isEmpty()) {
      return options;
    }
    streams.say(fallback.get() + " The jvm engine fits instead.");
    var where = new Option.Where(Engines.JVM, options.optimizer(), options.mode());
    for (Option idle : options.idle(where)) {
      streams.say(name(idle) + " " + idle.idleness(where).orElseThrow() + ".");
    }
    return on(where, options);
  }

  /** The name of an option on the command line. */
  static String name(Option option) {
    return option == Option.STANDARDIZE
        ? "--no-standardize"
        : "--" + option.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
