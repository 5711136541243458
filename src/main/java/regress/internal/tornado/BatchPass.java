package regress.internal.tornado;

import java.util.List;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.internal.engine.Problem;
import regress.internal.tornado.kernel.Batch;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/** Moments, or losses and gradients, of many problems side by side, as {@link Batch} has it. */
interface BatchPass {

  /** Declares the arrays for a plan's rows and blocks, and has the kernel that works on them. */
  static BatchPass of(PlanKey key, DeviceArrays arrays) {
    return key.precision() == Precision.FLOAT64
        ? new BatchPass64(key, arrays)
        : new BatchPass32(key, arrays);
  }

  /** Values that a pass leaves for each fit. */
  static int terms(PlanKey key) {
    return key.purpose() == Purpose.SUMS ? key.features() + 2 : Batch.terms(key.features());
  }

  /** More than run at once, so that one that takes longer is no reason for others to wait. */
  static int groups(PlanKey key) {
    return Math.min(key.blocks(), 8 * key.device().computeUnits());
  }

  /** Copies the problems' values in. */
  void load(BatchLayout layout, List<Problem> problems);

  /** Sets a loss and p + 1 parameters for each of the problems. */
  void begin(BatchLayout layout, Loss loss, List<double[]> parameters);

  /** Adds the task of a pass, which has the purpose's name. */
  void addPass(TaskGraph graph, GridScheduler grid);

  /** What the last pass left of all problems, as {@link BatchLayout} takes it apart. */
  double[] results();
}
