package regress.engine;

/** Watches a fit. Called on the fitting thread; once an epoch, where the host sees epochs. */
@FunctionalInterface
public interface Progress {
  /** Watches nothing. */
  Progress NONE = (epoch, loss) -> {};

  /**
   * @param epoch epochs done, from 1
   * @param loss the loss at the start of that epoch
   */
  void epoch(int epoch, double loss);

  /** Kernels have to be compiled for a device, which may take seconds: said before that ends. */
  default void compiling(Device device) {}
}
