package regress.tornado;

import java.util.List;
import regress.engine.ArraySize;
import regress.engine.Loss;
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

  /** Room for so many vectors. */
  static BatchData of(PlanKey key, long vectors) {
    int lanes = BlockedShape.lanes(key.precision());
    int most = ArraySize.of(Math.max(vectors, FEWEST_VECTORS), lanes) / lanes;
    return key.precision() == Precision.FLOAT64 ? new BatchData64(most) : new BatchData32(most);
  }

  /** Sets all values to 0. */
  void clear();

  /** Sets one value, rounded to the precision. */
  void set(int index, double value);

  /** The vectors of values. */
  Object vectors();

  /** Adds the task that takes all fits' moments. */
  void addMoments(TaskGraph graph, double[] moments, int[] shape);

  /** Adds the task that takes all fits' losses and gradients. */
  void addSums(
      TaskGraph graph,
      Loss.Kind loss,
      BatchData parameters,
      BatchData lanes,
      double[] sums,
      double[] rule,
      int[] shape);

  /**
   * Copies the problems' values in.
   *
   * @param ones 1 with a column of ones in front, or 0
   */
  default void load(BatchLayout layout, List<Problem> problems, int ones) {
    clear();
    int columns = ones + layout.features() + 1;
    for (int fit = 0; fit < problems.size(); fit++) {
      int place = fit;
      Problem problem = problems.get(fit);
      problem.read(
          0,
          problem.samples(),
          (from, some, z) -> {
            for (int i = 0; i < some; i++) {
              for (int column = 0; column < columns; column++) {
                double value = column < ones ? 1 : z[column - ones][i];
                set(layout.index(place, from + i, column, columns), value);
              }
            }
          });
    }
  }
}
