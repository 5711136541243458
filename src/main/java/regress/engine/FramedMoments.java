package regress.engine;

import regress.kernel.Moments;

/**
 * What is left of a problem's data once its moments are taken.
 *
 * @param square of all rows, as {@link Moments} lays it out
 * @param frame in which it was taken
 */
public record FramedMoments(double[] square, Frame frame) {

  /** Means and covariances of the unframed columns, which take the square's place. */
  double[] settle() {
    Moments.settle(square, frame.values(), frame.values().length / 2 - 2);
    return square;
  }
}
