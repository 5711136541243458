package regress.tornado;

import regress.engine.ArraySize;
import regress.engine.Frame;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.tornado.kernel.Batch;
import regress.tornado.kernel.BatchGram;
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

  /** Vectors of a group's scratch. */
  static int work(PlanKey key) {
    return key.mode() == Mode.GRAM ? BatchGram.WORK : Batch.work(key.features());
  }

  /** The fits' frames as {@link BatchGram} lays them out; of no block where fits stream. */
  static double[] frames(PlanKey key) {
    return new double[key.mode() == Mode.GRAM ? key.blocks() * BatchGram.FRAMES : 0];
  }

  /** Sets all values to 0. */
  void clear();

  /** Sets one value, rounded to the precision. */
  void set(int index, double value);

  /** A value in this precision. */
  double rounded(double value);

  /** The fits' frames, none where fits stream. */
  double[] frames();

  /** The vectors of values. */
  Object vectors();

  /** What stays on the device. */
  default Object[] resident() {
    return frames().length > 0 ? new Object[] {vectors(), frames()} : new Object[] {vectors()};
  }

  /** What the device alone writes. */
  Object[] scratch();

  /** Adds the task that runs all epochs of all fits. */
  void addFit(TaskGraph graph, double[] fits, int[] shape);

  /** Copies the problems' values in, framed where fits run on moments. */
  default void load(BatchLayout layout) {
    clear();
    for (int place = 0; place < layout.fits(); place++) {
      Problem problem = layout.problem(place);
      Frame frame = frames().length > 0 ? keep(Frame.of(problem), place) : Frame.none(problem);
      for (int column = 0; column <= layout.features(); column++) {
        double[] x = Frame.column(problem, column + 1);
        for (int row = 0; row < x.length; row++) {
          set(layout.index(place, row, column), frame.apply(column + 1, x[row]));
        }
      }
    }
  }

  private Frame keep(Frame frame, int place) {
    int at = place / Batch.LANES * BatchGram.FRAMES + place % Batch.LANES;
    for (int column = 0; column < 2; column++) {
      double[] values = frame.values();
      frames()[at + column * BatchGram.COLUMN + BatchGram.OFFSET] = values[2 * column + 2];
      frames()[at + column * BatchGram.COLUMN + BatchGram.SCALE] = values[2 * column + 3];
    }
    return frame;
  }
}
