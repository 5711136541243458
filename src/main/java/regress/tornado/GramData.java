package regress.tornado;

import java.util.function.IntToDoubleFunction;
import regress.engine.EngineException;
import regress.engine.Frame;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * A data matrix in vectors, as {@link Tiling} lays it out, in one precision, and the task that fits
 * to it.
 */
interface GramData {
  /** Name of the task. */
  String FIT = "fit";

  /** A matrix of zeros, and scratch for so many work-groups. */
  static GramData of(PlanKey key, int groups, int patience) {
    return key.precision() == Precision.FLOAT64
        ? new GramData64(key.samples(), key.features(), groups, patience)
        : new GramData32(key.samples(), key.features(), groups, patience);
  }

  /** {@link Tiling}'s numbers. */
  int[] tiling();

  /** Values in a vector. */
  int lanes();

  /** Sets one value, rounded to the precision. */
  void set(int index, double value);

  /** The matrix, which stays on the device. */
  Object resident();

  /** What the device alone writes, and the tiling. */
  Object[] scratch();

  /** Adds the task that takes the moments and runs all epochs. */
  void addFit(TaskGraph graph, GramWorkspace own);

  /** Copies a problem's values in, framed. */
  default void load(Problem problem, Frame frame) {
    int target = problem.featureCount() + 1;
    int first = tiling()[Tiling.COLUMNS] > target ? 0 : 1;
    for (int column = first; column <= target; column++) {
      int framed = column;
      double[] x = column == 0 ? new double[0] : Frame.column(problem, column);
      fill(column - first, problem.samples(), row -> framed == 0 ? 1 : frame.apply(framed, x[row]));
    }
  }

  private void fill(int place, int rows, IntToDoubleFunction value) {
    int blockRows = tiling()[Tiling.HEIGHT] * lanes();
    for (int row = 0; row < rows; row++) {
      int block = row / blockRows;
      set(
          (block * tiling()[Tiling.COLUMNS] + place) * blockRows + row % blockRows,
          value.applyAsDouble(row));
    }
  }

  /**
   * A size as TornadoVM's arrays take it.
   *
   * @throws EngineException if it is too large
   */
  static int arraySize(long values) {
    if (values > Integer.MAX_VALUE - 1024) {
      throw EngineException.failed(
          "The data are "
              + values
              + " values in blocks, more than one array holds (2^31). Fit fewer rows or features.",
          null);
    }
    return (int) values;
  }
}
