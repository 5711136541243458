package regress.tornado;

import regress.engine.ArraySize;
import regress.engine.Frame;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.tornado.kernel.Batch;
import regress.tornado.kernel.BatchGram;
import regress.tornado.kernel.BatchRows32;
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
    long vectors = key.rows() * (key.features() + 1L);
    return ArraySize.of(Math.max(vectors, FEWEST_VECTORS), Batch.LANES);
  }

  /** Vectors of a group's scratch in float64. */
  static int work(PlanKey key) {
    int p = key.features();
    return key.mode() == Mode.GRAM ? BatchGram.work(p) : Batch.work(p);
  }

  /** Vectors of all groups' scratch in float32, which only streaming over several features has. */
  static int runs(PlanKey key, int groups) {
    boolean streamsRows = key.mode() != Mode.GRAM && key.features() > 1;
    return Math.max(FEWEST_VECTORS, streamsRows ? groups * BatchRows32.runs(key.features()) : 0);
  }

  /** Values of the fits' frames as {@link BatchGram} lays them out; none where fits stream. */
  static int frames(PlanKey key) {
    return key.mode() == Mode.GRAM ? key.blocks() * BatchGram.frames(key.features()) : 0;
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
      Problem problem = layout.problems().get(place);
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
    double[] values = frame.values();
    int columns = values.length / 2 - 1;
    int at = place / Batch.LANES * columns * BatchGram.COLUMN + place % Batch.LANES;
    for (int column = 0; column < columns; column++) {
      frames()[at + column * BatchGram.COLUMN + BatchGram.OFFSET] = values[2 * column + 2];
      frames()[at + column * BatchGram.COLUMN + BatchGram.SCALE] = values[2 * column + 3];
    }
    return frame;
  }
}
