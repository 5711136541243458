package regress;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import regress.engine.Engines;
import regress.engine.Mode;

/**
 * What a {@link Regression} can be told, and the one table of where that has an effect. An option
 * without one is refused: whoever gives it expects something of it.
 */
public enum Option {
  EPOCHS(Need.DESCENT),
  LEARNING_RATE(Need.DESCENT),
  TOLERANCE(Need.DESCENT),
  PATIENCE(Need.DESCENT),
  STANDARDIZE(Need.NOTHING),
  START(Need.DESCENT),
  PRECISION(Need.TWO_PRECISIONS),
  ENGINE(Need.NOTHING),
  MODE(Need.NOTHING),
  DEVICE(Need.NOTHING),
  DEVICE_MEMORY(Need.DEVICE_MEMORY);

  /** What an engine, in a mode, must have for an option to matter. */
  private enum Need {
    NOTHING((engine, mode) -> true, ""),
    DESCENT(Option::descends, "which solves in closed form"),
    TWO_PRECISIONS(Option::descends, "which solves in float64"),
    DEVICE_MEMORY(
        (engine, mode) -> engine.equals(Engines.AUTO) || engine.equals(Engines.TORNADO),
        "whose memory is Java's heap");

    private final BiPredicate<String, Mode> met;
    private final String otherwise;

    Need(BiPredicate<String, Mode> met, String otherwise) {
      this.met = met;
      this.otherwise = otherwise;
    }
  }

  private static boolean descends(String engine, Mode mode) {
    return !engine.equals(Engines.REFERENCE) && mode != Mode.DIRECT;
  }

  private static final Pattern LATER_WORD = Pattern.compile("_(.)");

  private final Need need;

  Option(Need need) {
    this.need = need;
  }

  /**
   * Why this option can have no effect, for example "has no effect with engine reference, which
   * solves in closed form"; or empty where it can have one. {@code "auto"} can become anything.
   */
  public Optional<String> idleness(String engine, Mode mode) {
    if (need.met.test(engine, mode)) {
      return Optional.empty();
    }
    String where = need.met.test(engine, Mode.AUTO) ? "in mode " + mode : "with engine " + engine;
    return Optional.of("has no effect " + where + ", " + need.otherwise);
  }

  /** The name of the method of {@link Regression} that gives it. */
  @Override
  public String toString() {
    return LATER_WORD
        .matcher(name().toLowerCase(Locale.ROOT))
        .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
