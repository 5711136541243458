package regress.tornado;

import java.util.Arrays;
import java.util.List;
import regress.engine.Descent;
import regress.engine.End;
import regress.engine.LossHistory;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * The host side of one shape's arrays in one precision, and the kernels over them as tasks.
 * TornadoVM copies from and to these very arrays, so they live as long as the plan that was made
 * from them.
 */
interface Workspace {

  /** Arrays for the shape, precision and kind of device of {@code key}. */
  static Workspace of(PlanKey key) {
    if (key.device().kind().equals("CPU")) {
      return RowSums.of(key);
    }
    GroupedShape grouped = GroupedShape.of(key);
    return key.precision() == Precision.FLOAT64
        ? GroupedWorkspace64.of(grouped, Losses64.of(key.loss()))
        : GroupedWorkspace32.of(grouped, Losses32.of(key.loss()));
  }

  /** Copies a problem's values into {@link #data()}. */
  void load(Problem problem);

  /** Sets parameters, state and rule to the start of a descent. */
  void begin(Descent descent);

  /** Features, target and their shape: what changes with the problem. */
  Object[] data();

  /** Parameters, state and rule: what changes with the descent. */
  Object[] descent();

  /** What a fused descent takes from the host beside the data: parameters, state and rule. */
  default Object[] trainInputs() {
    return descent();
  }

  /** What a fused descent needs on the device and no host reads or writes. */
  default Object[] trainScratch() {
    return scratch();
  }

  /** What comes back from a fused descent. */
  default Object[] trainOutputs() {
    return new Object[] {parametersArray(), state()};
  }

  /** Takes parameters and state from where a fused descent left them. */
  default void endTrain() {}

  /** What a device alone writes and reads. */
  Object[] scratch();

  /** The parameters' array, as TornadoVM knows it. */
  Object parametersArray();

  /** Its length in bytes. */
  long parametersBytes();

  /** The descent's state, from index 0 on as {@link StopRule} lays it out. */
  double[] state();

  /** A copy of the p + 1 parameters, intercept first. */
  double[] parameters();

  /** The kernels of {@link #addFirst} and {@link #addEpoch}. */
  List<String> epochKernels();

  /** Adds the task with which a descent begins. */
  void addFirst(TaskGraph graph, GridScheduler grid);

  /** Adds the tasks of one epoch, which do nothing once the descent has ended. */
  void addEpoch(TaskGraph graph, GridScheduler grid, int number);

  /** The kernels of {@link #addTrain}. */
  default List<String> trainKernels() {
    return List.of("train");
  }

  /**
   * Adds the task that runs all epochs; where the state that it leaves says that there are more,
   * the same task goes on from there.
   */
  void addTrain(TaskGraph graph, GridScheduler grid);

  /** Where a descent ended, from the parameters and the state that the device left. */
  default End end(LossHistory history) {
    double[] all = Arrays.copyOf(state(), StopRule.STATE_LENGTH);
    return new End(parameters(), all, history.toArray());
  }
}
