package regress.tornado;

import regress.engine.ArraySize;
import regress.engine.Frame;
import regress.engine.Precision;
import regress.engine.Problem;
import uk.ac.manchester.tornado.api.TaskGraph;

/** Features and targets of many fits in vectors, in one precision, and the task that adds them. */
interface BatchData {
  /**
   * TornadoVM formats the values of an array of at most 16 vectors as text whenever it executes a
   * graph.
   */
  int FEWEST_VECTORS = 17;

  /** Room for the data of a plan. */
  static BatchData of(PlanKey key) {
    int lanes = BlockedShape.lanes(key.precision());
    long needed = Math.max(key.rows() * (key.features() + 1L), FEWEST_VECTORS);
    int vectors = ArraySize.of(needed, lanes) / lanes;
    return key.precision() == Precision.FLOAT64
        ? new BatchData64(vectors)
        : new BatchData32(vectors);
  }

  /** Sets all values to 0. */
  void clear();

  /** Sets one value, rounded to the precision. */
  void set(int index, double value);

  /** The vectors of values. */
  Object vectors();

  /** Adds the task that takes all fits' moments. */
  void addMoments(TaskGraph graph, double[] moments, int[] shape);

  /** Copies the problems' values in, each in its frame. */
  default void load(BatchLayout layout, Frame[] frames) {
    clear();
    for (int place = 0; place < frames.length; place++) {
      Problem problem = layout.problems().get(place);
      for (int column = 0; column <= layout.features(); column++) {
        double[] x = Frame.column(problem, column + 1);
        for (int row = 0; row < x.length; row++) {
          set(layout.index(place, row, column), frames[place].apply(column + 1, x[row]));
        }
      }
    }
  }
}
