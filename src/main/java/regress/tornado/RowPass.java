package regress.tornado;

import java.util.List;
import regress.engine.Problem;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/** Sums over a problem's rows, taken over as many of them at a time as the arrays hold. */
interface RowPass {

  /**
   * Copies rows {@code first} to {@code first + rows - 1} into {@link #data()}.
   *
   * @param rows no more than the arrays were made for
   */
  void load(Problem problem, int first, int rows);

  /** The rows and how many they are: what changes with the problem. */
  Object[] data();

  /** Parameters, state and rule, if any: what changes with the descent. */
  Object[] descent();

  /** What a device alone writes and reads. */
  Object[] scratch();

  /** What a pass leaves to the host. */
  Object[] results();

  /** The kernels of {@link #addPass}. */
  List<String> passKernels();

  /** Adds the tasks of a pass. */
  void addPass(TaskGraph graph, GridScheduler grid);
}
