package regress;

import regress.data.RegressException;

/** A model was asked of a fit that diverged. */
public final class DivergedException extends RegressException {
  private static final long serialVersionUID = 1;

  private static final String ADVICE =
      "Lower the learning rate (\"auto\" is safe) or standardise the features.";

  DivergedException(int epoch) {
    super("The fit diverged at epoch " + epoch + ", it has no model. " + ADVICE, false, null);
  }
}
