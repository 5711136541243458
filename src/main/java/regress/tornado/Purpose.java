package regress.tornado;

import java.util.Locale;
import regress.engine.Mode;

/** What a plan is for: a pass over the rows, or a whole descent in one of the modes. */
enum Purpose {
  SUMS,
  MOMENTS,
  STEPWISE,
  UNROLLED,
  FUSED;

  /** Of the descent in a mode. */
  static Purpose of(Mode mode) {
    return valueOf(mode.name());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
