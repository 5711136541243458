package regress;

import regress.internal.kernel.StopRule;

/** How a fit ended. */
public enum Outcome {
  /** The loss and its gradient stopped changing, by the tolerance that was set. */
  CONVERGED("The fit converged."),
  /**
   * All epochs were used. Normal without a tolerance; with one, more epochs or a larger learning
   * rate get further.
   */
  EPOCH_LIMIT(
      "The fit stopped at its last epoch before it converged: these are not yet the least-squares coefficients. Allow more epochs, or leave the optimizer to us."),
  /** The loss or a parameter became infinite or not a number; there is no model. */
  DIVERGED(
      "The fit diverged. Lower the learning rate (\"auto\" is safe) or standardise the features.");

  private final String advice;

  Outcome(String advice) {
    this.advice = advice;
  }

  /** One sentence for a person, and what to try next where something is to be tried. */
  public String advice() {
    return advice;
  }

  static Outcome of(int status) {
    return switch (status) {
      case StopRule.CONVERGED -> CONVERGED;
      case StopRule.DIVERGED -> DIVERGED;
      default -> EPOCH_LIMIT;
    };
  }
}
