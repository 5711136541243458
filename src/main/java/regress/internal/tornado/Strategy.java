package regress.internal.tornado;

import java.util.List;
import java.util.Optional;
import regress.engine.Loss;
import regress.engine.Progress;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Problem;
import regress.internal.engine.Sums;

/**
 * A plan of task graphs, compiled for one {@link Purpose}, shape and device by its first execution.
 * Serves its own purpose alone, and one thread at a time.
 */
interface Strategy extends AutoCloseable {

  /** The whole descent, or empty if the device could not finish it. */
  default Optional<End> descend(Problem problem, Descent descent, Progress progress, Meter meter) {
    throw new UnsupportedOperationException();
  }

  /** One pass over each of the problems, each at p + 1 parameters of its own. */
  default List<Sums> sums(
      List<Problem> problems, Loss loss, List<double[]> parameters, Meter meter) {
    throw new UnsupportedOperationException();
  }

  /** One pass over each of the problems. */
  default List<ColumnMoments> moments(List<Problem> problems, Meter meter) {
    throw new UnsupportedOperationException();
  }

  @Override
  void close();
}
