package regress;

import regress.internal.kernel.StopRule;

/** How a fit ended. */
public enum Outcome {
  /**
   * The answer is reached: by a solution in closed form, or by a descent that ended within {@link
   * Shortfall#NEAR} standard errors of the least-squares answer, and with four digits right, in
   * every coefficient. Where there is no such answer to look at, as for Huber's loss, the loss and
   * its gradient stopped changing, by the tolerance that was set.
   */
  CONVERGED("The fit converged."),
  /** A descent that was to converge ended before, by its epochs or by its tolerance. */
  STOPPED_SHORT(
      "The fit stopped before it converged: these are not yet the least-squares coefficients. Leave the optimizer to us, or allow more epochs and lower the tolerance."),
  /** All epochs ran, as a tolerance of 0 asks; how far they came, nobody has looked. */
  EPOCH_LIMIT("The fit ran all its epochs."),
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

  static Outcome of(int status, boolean mayConverge) {
    return switch (status) {
      case StopRule.CONVERGED -> CONVERGED;
      case StopRule.DIVERGED -> DIVERGED;
      default -> mayConverge ? STOPPED_SHORT : EPOCH_LIMIT;
    };
  }
}
