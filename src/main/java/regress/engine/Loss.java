package regress.engine;

import java.util.Locale;
import regress.kernel.HuberLoss32;
import regress.kernel.HuberLoss64;
import regress.kernel.Loss32;
import regress.kernel.Loss64;
import regress.kernel.SquaredLoss32;
import regress.kernel.SquaredLoss64;

/**
 * What a fit minimises: the mean over rows of a function of the residual.
 *
 * @param parameter the function's own, 0 where it has none
 */
public record Loss(Kind kind, double parameter) {
  /** The squared residual: least squares. */
  public static final Loss SQUARED = new Loss(Kind.SQUARED, 0);

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

  /** The functions. */
  public enum Kind {
    /** r^2. */
    SQUARED(SquaredLoss32.LOSS, SquaredLoss64.LOSS, ""),

    /** r^2 up to delta, 2 delta |r| - delta^2 beyond. */
    HUBER(HuberLoss32.LOSS, HuberLoss64.LOSS, "delta");

    private final Loss32 float32;
    private final Loss64 float64;
    private final String parameter;

    Kind(Loss32 float32, Loss64 float64, String parameter) {
      this.float32 = float32;
      this.float64 = float64;
      this.parameter = parameter;
    }

    /** What its parameter is called; empty where it has none. */
    public String parameter() {
      return parameter;
    }

    /** Itself, over data in float32. */
    public Loss32 float32() {
      return float32;
    }

    /** Itself, over data in float64. */
    public Loss64 float64() {
      return float64;
    }

    /** Itself, over data of a type. */
    Object of(Precision precision) {
      return precision == Precision.FLOAT64 ? float64 : float32;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its value at a residual, in float64. */
  public double value(double residual) {
    return kind.float64.value(residual, parameter);
  }

  /** Whether moments of the data say all of it. */
  boolean isSquared() {
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
