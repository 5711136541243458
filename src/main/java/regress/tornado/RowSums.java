package regress.tornado;

import regress.engine.Precision;
import regress.engine.Problem;

/**
 * A {@link Workspace} that also holds a part of a problem's rows, and leaves their sums to the
 * host.
 */
interface RowSums extends Workspace, RowPass {

  /** Arrays for the shape, precision and kind of device of {@code key}. */
  static RowSums of(PlanKey key) {
    boolean wide = key.precision() == Precision.FLOAT64;
    if (key.device().kind().equals("CPU")) {
      return wide
          ? BlockedWorkspace64.of(
              BlockedShape.of(key, BlockedWorkspace64.LANES), Losses64.of(key.loss()))
          : BlockedWorkspace32.of(
              BlockedShape.of(key, BlockedWorkspace32.LANES), Losses32.of(key.loss()));
    }
    return wide
        ? Workspace64.of(key.rows(), key.features(), Losses64.of(key.loss()))
        : Workspace32.of(key.rows(), key.features(), Losses32.of(key.loss()));
  }

  @Override
  default void load(Problem problem) {
    load(problem, 0, problem.samples());
  }

  @Override
  Object[] data();

  @Override
  Object[] descent();

  @Override
  Object[] scratch();

  /**
   * Adds what the last pass summed over its rows, sum r_i, sum r_i x_i1, ..., sum r_i x_ip and sum
   * r_i^2.
   *
   * @param totals p + 2 sums
   */
  void addTo(double[] totals);
}
