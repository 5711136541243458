package regress.internal.tornado;

import java.util.List;
import regress.engine.Kernels;
import regress.engine.Precision;
import regress.internal.engine.Problem;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/** Sums over a problem's rows, taken over as many of them at a time as the arrays hold. */
interface RowPass {

  /** Declares the arrays for a plan's rows, and has the kernels that work on them. */
  static RowPass of(PlanKey key, DeviceArrays arrays) {
    if (key.purpose() != Purpose.MOMENTS) {
      return Workspace.of(key, arrays);
    }
    boolean isWide = key.precision() == Precision.FLOAT64;
    if (key.family() == Kernels.PLAIN) {
      return isWide ? PlainMoments64.of(key, arrays) : PlainMoments32.of(key, arrays);
    }
    GramShape shape = GramShape.of(key);
    return isWide ? new TiledMoments64(shape, arrays) : new TiledMoments32(shape, arrays);
  }

  /** The arrays that were declared. */
  DeviceArrays arrays();

  /**
   * Copies rows {@code first} to {@code first + rows - 1} into the data's arrays.
   *
   * @param rows no more than the arrays were made for
   */
  void load(Problem problem, int first, int rows);

  /** The kernels of {@link #addPass}. */
  List<String> passKernels();

  /** Adds the tasks of a pass. */
  void addPass(TaskGraph graph, GridScheduler grid);

  /**
   * Adds what the last pass summed over its rows: its moments; or of slopes s, sum s_i, sum s_i
   * x_i1, ..., sum s_i x_ip, and the sum of values.
   *
   * @param totals a square of moments, or p + 2 sums
   */
  void addTo(double[] totals);
}
