package regress.tornado;

import java.util.function.IntToDoubleFunction;
import regress.engine.Frame;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * A data matrix as {@link Tiling} lays it out, in one precision, in vectors on CPU devices and row
 * after row on others, and the task that takes its moments.
 */
interface GramData {
  /** Name of the task. */
  String MOMENTS = "moments";

  /** A matrix of zeros, and scratch for so many work-groups. */
  static GramData of(PlanKey key, int groups) {
    return key.precision() == Precision.FLOAT64
        ? new GramData64(key, groups)
        : new GramData32(key, groups);
  }

  /** Values in a vector, of a plan's matrix. */
  static int lanes(PlanKey key) {
    return key.device().kind().equals("CPU") ? BlockedShape.lanes(key.precision()) : 1;
  }

  /** {@link Tiling}'s numbers for the rows that were last loaded. */
  int[] tiling();

  /** Work-groups, or parts, that share the rows. */
  int groups();

  /** Values in a vector. */
  int lanes();

  /** Sets all values to 0. */
  void clear();

  /** Sets one value, rounded to the precision. */
  void set(int index, double value);

  /** The matrix and the tiling, which stay on the device. */
  Object[] resident();

  /** What the device alone writes. */
  Object[] scratch();

  /** Adds the task. */
  void addMoments(TaskGraph graph, double[] moments, int[] shape);

  /** Copies in, framed, so many rows from {@code start} on, no more than it was made for. */
  default void load(Problem problem, Frame frame, int start, int rows) {
    retile(rows, problem.featureCount());
    int target = problem.featureCount() + 1;
    int first = tiling()[Tiling.COLUMNS] > target ? 0 : 1;
    for (int column = first; column <= target; column++) {
      int framed = column;
      double[] x = column == 0 ? new double[0] : Frame.column(problem, column);
      fill(column - first, rows, row -> framed == 0 ? 1 : frame.apply(framed, x[start + row]));
    }
  }

  private void retile(int rows, int features) {
    int[] own = tiling();
    int[] other = Tiling.of(rows, features, lanes(), groups());
    if (other[Tiling.HEIGHT] != own[Tiling.HEIGHT]) {
      clear(); // The zeros that fill up the columns to whole tiles lie elsewhere then.
    }
    System.arraycopy(other, 0, own, 0, own.length);
  }

  private void fill(int place, int rows, IntToDoubleFunction value) {
    int blockRows = tiling()[Tiling.HEIGHT] * lanes();
    int padded = tiling()[Tiling.BLOCKS] * blockRows;
    for (int row = 0; row < padded; row++) {
      int block = row / blockRows;
      set(
          (block * tiling()[Tiling.COLUMNS] + place) * blockRows + row % blockRows,
          row < rows ? value.applyAsDouble(row) : 0);
    }
  }
}
