package regress.engine;

/** Watches a fit whose host sees its epochs. Called on the fitting thread, once an epoch. */
@FunctionalInterface
public interface Progress {
  /** Watches nothing. */
  Progress NONE = (epoch, loss) -> {};

  /**
   * @param epoch epochs done, from 1
   * @param loss the loss at the start of that epoch
   */
  void epoch(int epoch, double loss);
}
