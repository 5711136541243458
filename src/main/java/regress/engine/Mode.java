package regress.engine;

import java.util.Locale;

/** How the epochs of a fit map to task graphs. */
public enum Mode {
  /** The engine's own choice. */
  AUTO,
  /** One task-graph execution per epoch; the host sees the loss of every epoch. */
  STEPWISE,
  /** Several epochs per task-graph execution; the host sees the loss of the last of each. */
  UNROLLED,
  /** The whole epoch loop inside one task-graph execution, streaming over the data every epoch. */
  FUSED,
  /**
   * One task-graph execution that reduces the data to their Gram matrix; the host runs all epochs
   * on that.
   */
  GRAM,
  /** No epochs at all: the coefficients in closed form. */
  DIRECT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
