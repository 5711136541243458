package regress.internal.tornado;

import java.util.Locale;
import java.util.Optional;
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

  /** The mode of a descent; a pass has none. */
  Optional<Mode> mode() {
    return this == SUMS || this == MOMENTS ? Optional.empty() : Optional.of(Mode.valueOf(name()));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
