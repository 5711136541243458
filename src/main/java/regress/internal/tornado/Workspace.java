package regress.internal.tornado;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import regress.engine.Precision;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Problem;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.kernel.LossKernels32;
import regress.internal.tornado.kernel.LossKernels64;
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
    return of(key, DeviceArrays.of(key.purpose()));
  }

  /** Declares the arrays for the shape, precision and kernels of {@code key}. */
  static Workspace of(PlanKey key, DeviceArrays arrays) {
    boolean isWide = key.precision() == Precision.FLOAT64;
    LossKernels32 single = Losses32.of(key.loss());
    LossKernels64 wide = Losses64.of(key.loss());
    return switch (key.family()) {
      case VECTOR ->
          isWide
              ? BlockedWorkspace64.of(BlockedShape.of(key), wide, arrays)
              : BlockedWorkspace32.of(BlockedShape.of(key), single, arrays);
      case COALESCED ->
          isWide
              ? GroupedWorkspace64.of(GroupedShape.of(key), wide, arrays)
              : GroupedWorkspace32.of(GroupedShape.of(key), single, arrays);
      default ->
          isWide
              ? Workspace64.of(key.rows(), key.features(), wide, arrays)
              : Workspace32.of(key.rows(), key.features(), single, arrays);
    };
  }

  /** Copies a problem's values into the data's arrays. */
  default void load(Problem problem) {
    load(problem, 0, problem.samples());
  }

  /** Sets parameters, state and rule to the start of a descent. */
  void begin(Descent descent);

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

  @Override
  default List<String> passKernels() {
    return List.of("first");
  }

  /** The kernels of {@link #addPass} and {@link #addEpoch}. */
  default List<String> epochKernels() {
    return List.of("first", "epoch");
  }

  /** Tasks of {@link #addEpoch}. */
  default int tasksPerEpoch() {
    return 1;
  }

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

  /** Where a descent ended, from the parameters and the state that the device left. */
  default End end(DoubleStream history) {
    double[] all = Arrays.copyOf(state(), StopRule.STATE_LENGTH);
    return new End(parameters(), all, history.toArray());
  }
}
