package regress;

/** A model was asked of a fit that diverged. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergedException(int epoch) {
    super("The fit diverged at epoch " + epoch + ", it has no model. " + ADVICE);
  }

  private static final String ADVICE =
      "Lower the learning rate (\"auto\" is safe) or standardise the features.";
}
