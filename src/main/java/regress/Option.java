package regress;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;

/**
 * What a {@link Regression} can be told, and the one table of where that has an effect. An option
 * without one is refused: whoever gives it expects something of it.
 */
public enum Option {
  ERRORS(Need.NEWTON),
  EPOCHS(Need.DESCENT),
  LEARNING_RATE(Need.DESCENT),
  TOLERANCE(Need.DESCENT),
  PATIENCE(Need.DESCENT),
  STANDARDIZE(Need.NO_NEWTON),
  START(Need.DESCENT),
  PRECISION(Need.TWO_PRECISIONS),
  ENGINE(Need.NOTHING),
  OPTIMIZER(Need.PASSES),
  MODE(Need.NO_NEWTON),
  DEVICE(Need.NOTHING),
  DEVICE_MEMORY(Need.DEVICE_MEMORY),
  KERNELS(Need.KERNELS),
  INTERCEPT(Need.SOLUTION);

  /** What an engine, an optimizer and a mode must have for an option to matter. */
  private enum Need {
    NOTHING(where -> true, ""),
    NO_NEWTON(where -> where.optimizer != Optimizer.NEWTON, "which has no epochs"),
    PASSES(where -> where.passes(), "which solves in closed form"),
    DESCENT(where -> where.passes() && where.optimizer != Optimizer.NEWTON, "which has no epochs"),
    NEWTON(where -> where.mayBeNewton(), "which has no standard errors"),
    TWO_PRECISIONS(where -> where.passes(), "which solves in float64"),
    DEVICE_MEMORY(where -> where.mayHaveDevices(), "whose memory is Java's heap"),
    KERNELS(where -> where.mayHaveDevices(), "whose code is Java"),
    SOLUTION(where -> where.maySolve(), "which always fits one");

    private final Predicate<Where> met;
    private final String otherwise;

    Need(Predicate<Where> met, String otherwise) {
      this.met = met;
      this.otherwise = otherwise;
    }
  }

  /**
   * What fits: an engine's name, an optimizer, a mode; each may be auto, which can become anything.
   */
  public record Where(String engine, Optimizer optimizer, Mode mode) {
    private boolean passes() {
      return !engine.equals(Engines.REFERENCE) && mode != Mode.DIRECT;
    }

    private boolean mayBeNewton() {
      return passes() && optimizer != Optimizer.GD && mode == Mode.AUTO;
    }

    private boolean maySolve() {
      return optimizer != Optimizer.GD && (mode == Mode.AUTO || mode == Mode.DIRECT);
    }

    private boolean mayHaveDevices() {
      return engine.equals(Engines.AUTO) || engine.equals(Engines.TORNADO);
    }
  }

  private static final Pattern LATER_WORD = Pattern.compile("_(.)");

  private final Need need;

  Option(Need need) {
    this.need = need;
  }

  /** Whether whoever gives it means a descent. */
  boolean isOfDescent() {
    return need == Need.DESCENT || need == Need.NO_NEWTON;
  }

  /**
   * Why this option can have no effect, for example "has no effect with engine reference, which has
   * no epochs"; or empty where it can have one.
   */
  public Optional<String> idleness(Where where) {
    if (need.met.test(where)) {
      return Optional.empty();
    }
    String with =
        need.met.test(new Where(where.engine, where.optimizer, Mode.AUTO))
            ? "in mode " + where.mode
            : need.met.test(new Where(where.engine, Optimizer.AUTO, where.mode))
                ? "with optimizer " + where.optimizer
                : "with engine " + where.engine;
    return Optional.of("has no effect " + with + ", " + need.otherwise);
  }

  /** Who asks for what there is everywhere gets it. */
  boolean isDefaultOf(Regression options) {
    return switch (this) {
      case ERRORS -> !options.errors().areRobust();
      case PRECISION -> options.precision() == Precision.FLOAT64;
      case MODE -> options.mode() == Mode.AUTO;
      case OPTIMIZER -> options.optimizer() == Optimizer.AUTO;
      case STANDARDIZE -> options.standardize();
      case INTERCEPT -> options.intercept();
      default -> false;
    };
  }

  /** The name of the method of {@link Regression} that gives it. */
  @Override
  public String toString() {
    return LATER_WORD
        .matcher(name().toLowerCase(Locale.ROOT))
        .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
