package regress.tornado;

import java.util.List;
import java.util.stream.IntStream;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Problem;
import regress.engine.Progress;

/** A layout of epochs over task graphs, compiled for one shape and device. One fit at a time. */
interface Strategy extends AutoCloseable {

  /** Runs a descent. The kernels are compiled by the first one. */
  Descended fit(Problem problem, Descent descent, Progress progress);

  /** Runs independent descents, m of m problems. */
  default List<Descended> fitAll(List<Problem> problems, List<Descent> descents) {
    return IntStream.range(0, problems.size())
        .mapToObj(i -> fit(problems.get(i), descents.get(i), Progress.NONE))
        .toList();
  }

  @Override
  void close();
}
