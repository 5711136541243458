package regress.tornado;

import java.util.List;
import regress.engine.AffineMap;
import regress.engine.ArraySize;
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

  /** Copies the problems' values in, each in a map of its own. */
  default void load(BatchLayout layout, List<AffineMap> maps) {
    clear();
    for (int fit = 0; fit < maps.size(); fit++) {
      int place = fit;
      Problem problem = layout.problems().get(fit).in(maps.get(fit));
      problem.read(
          0,
          problem.samples(),
          (from, some, z) -> {
            for (int column = 0; column < z.length; column++) {
              for (int i = 0; i < some; i++) {
                set(layout.index(place, from + i, column), z[column][i]);
              }
            }
          });
    }
  }
}
