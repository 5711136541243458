package regress.engine;

import java.util.Locale;

/** How parameters come to where the loss is least. */
public enum Optimizer {
  /** Ours to choose: newton for squared loss, else gd; and gd where one of its options is given. */
  AUTO,
  /** Plain gradient descent, epoch after epoch. */
  GD,
  /** The squared loss's minimum from moments, corrected by passes over the rows. */
  NEWTON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
