package regress.engine;

import java.util.Locale;
import java.util.Optional;

/**
 * What a fit minimises: the mean over rows of a function of the residual.
 *
 * @param parameter the function's own, 0 where it has none
 * @param own the function, where it is none of ours
 */
public record Loss(Kind kind, double parameter, Optional<LossFunction> own) {
  /** The squared residual: least squares. */
  public static final Loss SQUARED = new Loss(Kind.SQUARED, 0);

  /** One of ours. */
  public Loss(Kind kind, double parameter) {
    this(kind, parameter, Optional.empty());
  }

  /**
   * Huber's, which wild rows sway less.
   *
   * @param delta the residual beyond which it grows no faster than that, in the target's units
   * @throws EngineException if delta is not finite and above 0
   */
  public static Loss huber(double delta) {
    if (!(delta > 0 && Double.isFinite(delta))) {
      throw EngineException.notThere(
          "Huber's delta is a finite number above 0, not " + delta + ". Choose another.");
    }
    return new Loss(Kind.HUBER, delta);
  }

  /** One of your own, which engine jvm runs. */
  public static Loss of(LossFunction function) {
    return new Loss(Kind.OWN, 0, Optional.of(function));
  }

  /** The functions. */
  public enum Kind {
    /** r^2. */
    SQUARED(""),

    /** r^2 up to delta, 2 delta |r| - delta^2 beyond. */
    HUBER("delta"),

    /** A {@link LossFunction}: Java code, of which no device knows. */
    OWN("");

    private final String parameter;

    Kind(String parameter) {
      this.parameter = parameter;
    }

    /** What its parameter is called; empty where it has none. */
    public String parameter() {
      return parameter;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether moments of the data say all of it. */
  public boolean isSquared() {
    return kind == Kind.SQUARED;
  }

  /** Whether a mode is for it: those that work on moments are for squared loss alone. */
  public boolean isFor(Mode mode) {
    return isSquared() || mode != Mode.GRAM && mode != Mode.DIRECT;
  }

  /** Its name, and what it is called with. */
  @Override
  public String toString() {
    return kind.parameter.isEmpty() ? kind + "" : kind + ", " + kind.parameter + " " + parameter;
  }
}
