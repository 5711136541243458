package regress.engine;

import java.util.Arrays;

/** Losses epoch by epoch, for as many epochs as come. */
public final class LossHistory {
  private double[] losses = new double[1024];
  private int size;

  /** Adds the loss of the next epoch. */
  public void add(double loss) {
    if (size == losses.length) {
      losses = Arrays.copyOf(losses, size + (size >> 1));
    }
    losses[size++] = loss;
  }

  /** The losses added so far. */
  public double[] toArray() {
    return Arrays.copyOf(losses, size);
  }
}
