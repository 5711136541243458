package regress.tornado;

import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Problem;
import regress.engine.Progress;

/** A layout of epochs over task graphs, compiled for one shape and device. One fit at a time. */
interface Strategy extends AutoCloseable {

  /** Runs a descent. The kernels are compiled by the first one. */
  Descended fit(Problem problem, Descent descent, Progress progress);

  @Override
  void close();
}
