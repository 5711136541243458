package regress.tornado;

import regress.engine.ArraySize;
import regress.engine.Frame;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.tornado.kernel.Batch;
import uk.ac.manchester.tornado.api.TaskGraph;

/** Features and targets of many fits in vectors, in one precision, and the task that fits them. */
interface BatchData {
  /** Name of the task. */
  String FIT = "fits";

  /**
   * TornadoVM formats the values of an array of at most 16 vectors as text whenever it executes a
   * graph.
   */
  int FEWEST_VECTORS = 17;

  /** Data of zeros, and scratch for so many work-groups. */
  static BatchData of(PlanKey key, int groups) {
    return key.precision() == Precision.FLOAT64
        ? new BatchData64(key, groups)
        : new BatchData32(key, groups);
  }

  /** Values that hold the rows of all fits. */
  static int size(PlanKey key) {
    long vectors = key.samples() * (key.features() + 1L);
    return ArraySize.of(Math.max(vectors, FEWEST_VECTORS), Batch.LANES);
  }

  /** Sets all values to 0. */
  void clear();

  /** Sets one value, rounded to the precision. */
  void set(int index, double value);

  /** A value in this precision. */
  double rounded(double value);

  /** What stays on the device. */
  Object[] resident();

  /** What the device alone writes. */
  Object[] scratch();

  /** Adds the task that runs all epochs of all fits. */
  void addFit(TaskGraph graph, double[] fits, int[] shape);

  /** Copies the problems' values in, as they are. */
  default void load(BatchLayout layout) {
    clear();
    int target = layout.features();
    for (int place = 0; place < layout.fits(); place++) {
      Problem problem = layout.problem(place);
      for (int column = 0; column <= target; column++) {
        double[] x = Frame.column(problem, column + 1);
        for (int row = 0; row < x.length; row++) {
          set(layout.index(place, row, column), x[row]);
        }
      }
    }
  }
}
