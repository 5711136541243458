package regress.tornado;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import regress.engine.Descent;
import regress.engine.End;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.kernel.StopRule;
import regress.tornado.kernel.LossKernels32;
import regress.tornado.kernel.LossKernels64;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * The host side of one shape's arrays in one precision, and the kernels over them as tasks.
 * TornadoVM copies from and to these very arrays, so they live as long as the plan that was made
 * from them.
 */
interface Workspace extends RowPass {

  /** Arrays for the shape, precision and kernels of {@code key}. */
  static Workspace of(PlanKey key) {
    boolean isWide = key.precision() == Precision.FLOAT64;
    LossKernels32 single = Losses32.of(key.loss());
    LossKernels64 wide = Losses64.of(key.loss());
    return switch (key.family()) {
      case VECTOR ->
          isWide
              ? BlockedWorkspace64.of(BlockedShape.of(key, BlockedWorkspace64.LANES), wide)
              : BlockedWorkspace32.of(BlockedShape.of(key, BlockedWorkspace32.LANES), single);
      case COALESCED ->
          isWide
              ? GroupedWorkspace64.of(GroupedShape.of(key), wide)
              : GroupedWorkspace32.of(GroupedShape.of(key), single);
      default ->
          isWide
              ? Workspace64.of(key.rows(), key.features(), wide)
              : Workspace32.of(key.rows(), key.features(), single);
    };
  }

  /** Copies a problem's values into {@link #data()}. */
  default void load(Problem problem) {
    load(problem, 0, problem.samples());
  }

  /** Sets parameters, state and rule to the start of a descent. */
  void begin(Descent descent);

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

  /** Tasks of {@link #addEpoch}. */
  default int tasksPerEpoch() {
    return 1;
  }

  /** Adds the tasks of the first epoch's sums. */
  void addFirst(TaskGraph graph, GridScheduler grid);

  /**
   * Adds the tasks that end an epoch and take the next one's sums; they change nothing once the
   * descent has ended.
   */
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

  /**
   * Adds what the last pass summed over its rows: of slopes s, sum s_i, sum s_i x_i1, ..., sum s_i
   * x_ip, and the sum of values.
   *
   * @param totals p + 2 sums
   */
  void addTo(double[] totals);

  /** Where a descent ended, from the parameters and the state that the device left. */
  default End end(DoubleStream history) {
    double[] all = Arrays.copyOf(state(), StopRule.STATE_LENGTH);
    return new End(parameters(), all, history.toArray());
  }
}
