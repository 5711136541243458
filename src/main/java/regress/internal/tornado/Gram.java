package regress.internal.tornado;

import java.util.List;
import regress.internal.engine.AffineMap;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Problem;
import regress.internal.kernel.Moments;

/**
 * Takes moments by one pass over the rows, as many of them at a time as fit on the device; the host
 * adds up those of several windows.
 */
final class Gram implements Strategy {
  private final RowPass rows;
  private final RowWalk walk;

  /** In which the last rows lie. */
  private AffineMap map;

  /** With as many rows in a window as fit. */
  Gram(PlanKey key) {
    this(key, Footprint.mostRows(key));
  }

  Gram(PlanKey key, int windowRows) {
    this.rows = RowPass.of(key.with(windowRows), DeviceArrays.of(key.purpose()));
    this.walk = new RowWalk(key, rows, windowRows);
  }

  @Override
  public List<ColumnMoments> moments(List<Problem> problems, Meter meter) {
    return problems.stream().map(problem -> moments(problem, meter)).toList();
  }

  /** The map is our own, one for all windows, so that rows lie in the same one whoever asks. */
  private ColumnMoments moments(Problem problem, Meter meter) {
    double[] square = new double[(int) Moments.square(problem.featureCount())];
    walk.over(
        problem.in(AffineMap.none(problem.rows().columns())),
        (first, some) -> {
          map = first == 0 ? AffineMap.framing(problem.rows().spread()) : map;
          rows.load(problem.in(map), first, some);
        },
        square,
        meter);
    return new ColumnMoments(square, map);
  }

  @Override
  public void close() {
    walk.close();
  }
}
