package regress.internal.tornado;

import java.util.List;
import java.util.stream.IntStream;
import regress.engine.Loss;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Sums;

/**
 * Takes a loss and its gradient by one pass over the rows, as many of them at a time as fit on the
 * device.
 */
final class RowSumsPlan implements Strategy {
  private final Workspace rows;
  private final RowWalk walk;

  /** With as many rows at a time as fit. */
  RowSumsPlan(PlanKey key) {
    this(key, Footprint.mostRows(key));
  }

  RowSumsPlan(PlanKey key, int windowRows) {
    this.rows = Workspace.of(key.with(windowRows));
    this.walk = new RowWalk(key, rows, windowRows);
  }

  @Override
  public List<Sums> sums(
      List<Problem> problems, Loss loss, List<double[]> parameters, Meter meter) {
    return IntStream.range(0, problems.size())
        .mapToObj(i -> sums(problems.get(i), loss, parameters.get(i), meter))
        .toList();
  }

  private Sums sums(Problem problem, Loss loss, double[] parameters, Meter meter) {
    double[] totals = new double[parameters.length + 1];
    rows.begin(new Descent(loss, parameters, 0, 1, 0, 1));
    walk.over(problem, (first, some) -> rows.load(problem, first, some), totals, meter);
    return Sums.of(totals);
  }

  @Override
  public void close() {
    walk.close();
  }
}
