package regress.tornado;

import regress.engine.Kernels;
import regress.engine.Precision;
import regress.engine.Problem;
import uk.ac.manchester.tornado.api.TaskGraph;

/** A data matrix as some kernel reads it, in one precision, and the task that takes its moments. */
interface MomentsData {
  /** Name of the task. */
  String MOMENTS = "moments";

  /** A matrix of zeros, and scratch for so many work-groups. */
  static MomentsData of(PlanKey key, int groups) {
    boolean isWide = key.precision() == Precision.FLOAT64;
    if (key.family() == Kernels.PLAIN) {
      return isWide ? PlainData64.of(key) : PlainData32.of(key);
    }
    return isWide ? new GramData64(key, groups) : new GramData32(key, groups);
  }

  /** Copies in so many rows from {@code first} on, no more than it was made for. */
  void load(Problem problem, int first, int rows);

  /** The matrix and what says how it lies, which stay on the device. */
  Object[] resident();

  /** What the device alone writes. */
  Object[] scratch();

  /** Adds the task. */
  void addMoments(TaskGraph graph, double[] moments, int[] shape);
}
