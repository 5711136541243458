package regress.tornado;

import java.util.List;
import regress.engine.AffineMap;
import regress.engine.ColumnMoments;
import regress.engine.Problem;
import regress.kernel.Moments;

/**
 * Takes moments by one pass over the rows, as many of them at a time as fit on the device; the host
 * adds up those of several windows.
 */
final class Gram implements Strategy {
  private final RowMoments rows;
  private final RowWalk walk;

  /** With as many rows in a block as fit. */
  Gram(PlanKey key) {
    this(key, Footprint.mostRows(key));
  }

  Gram(PlanKey key, int blockRows) {
    this.rows = new RowMoments(key.with(blockRows));
    this.walk = new RowWalk(key, rows, blockRows);
  }

  @Override
  public List<ColumnMoments> moments(List<Problem> problems, Meter meter) {
    return problems.stream().map(problem -> moments(problem, meter)).toList();
  }

  /** The map is the walk's own, so that rows lie in the same one whoever asks. */
  private ColumnMoments moments(Problem problem, Meter meter) {
    double[] square = new double[(int) Moments.square(problem.featureCount())];
    Problem asItIs = problem.in(AffineMap.none(problem.rows().columns()));
    walk.over(asItIs, meter, () -> rows.addTo(square));
    return new ColumnMoments(square, rows.map());
  }

  @Override
  public void close() {
    walk.close();
  }
}
