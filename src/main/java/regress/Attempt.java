package regress;

import java.util.Optional;
import regress.data.RegressException;

/**
 * What came of one of several fits, as {@link Regression#attemptAll} has them.
 *
 * @param fit what happened, perhaps that it diverged; empty of data that cannot be fitted
 * @param error why there is no model; empty where there is one
 */
public record Attempt(Optional<Fit> fit, Optional<RegressException> error) {
  static Attempt of(Fit fit) {
    return new Attempt(Optional.of(fit), fit.whyNoModel());
  }

  static Attempt failed(RegressException error) {
    return new Attempt(Optional.empty(), Optional.of(error));
  }

  /** The fit, which may have diverged; else throws why there is none. */
  public Fit orElseThrow() {
    return fit.orElseThrow(error::orElseThrow);
  }
}
