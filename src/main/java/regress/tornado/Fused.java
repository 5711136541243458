package regress.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.FIRST_EXECUTION;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import regress.engine.Descent;
import regress.engine.End;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.kernel.StopRule;
import regress.tornado.kernel.Groups;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * The whole descent in one task-graph execution, or, on a GPU where work-groups exchange sums, in
 * executions of hundreds of epochs; the device itself decides when to stop. The data of the last
 * problem stay on the device for the next fit of it.
 *
 * <p>Where work-groups wait for each other and one never comes, the kernel gives up, and this plan
 * runs no descent any more.
 */
final class Fused implements Strategy {
  private static final Logger LOGGER = System.getLogger(Fused.class.getName());
  private static final int DATA = 0;
  private static final int TRAIN = 1;

  private final PlanKey key;
  private final Workspace workspace;
  private final Graphs graphs;
  private final Resident resident = new Resident();
  private boolean isStuck;

  Fused(PlanKey key) {
    this(key, Workspace.of(key));
  }

  Fused(PlanKey key, Workspace workspace) {
    this.key = key;
    this.workspace = workspace;
    this.graphs = new Graphs(key.device(), this::definition);
  }

  private List<TaskGraph> definition(GridScheduler grid) {
    TaskGraph data = data(grid);
    return List.of(data, train(data, grid));
  }

  private TaskGraph data(GridScheduler grid) {
    TaskGraph graph =
        Graphs.named("data", key, grid)
            .transferToDevice(EVERY_EXECUTION, workspace.data())
            .transferToDevice(EVERY_EXECUTION, workspace.state());
    Graphs.single(grid, graph, "begin");
    return graph
        .addTask(new TaskPackage("begin", StopRule::begin, workspace.state()))
        .persistOnDevice(workspace.data());
  }

  private TaskGraph train(TaskGraph data, GridScheduler grid) {
    TaskGraph graph =
        Graphs.named("train", key, grid)
            .consumeFromDevice(data.getTaskGraphName(), workspace.data())
            .transferToDevice(EVERY_EXECUTION, workspace.trainInputs())
            .transferToDevice(FIRST_EXECUTION, workspace.trainScratch());
    workspace.addTrain(graph, grid);
    return graph.transferToHost(EVERY_EXECUTION, workspace.trainOutputs());
  }

  @Override
  public Optional<End> descend(Problem problem, Descent descent, Progress progress, Meter meter) {
    if (isStuck) {
      return Optional.empty();
    }
    if (!resident.is(problem)) {
      resident.clear();
      workspace.load(problem);
      graphs.transfer(DATA, meter);
      resident.set(problem);
    }
    workspace.begin(descent);
    double[] state = workspace.state();
    do {
      graphs.execute(TRAIN, meter);
      workspace.endTrain();
    } while (state[StopRule.STATUS] == StopRule.RUNNING
        && state[StopRule.EPOCH] < descent.epochs());
    if (state[StopRule.STATUS] == Groups.STUCK) {
      isStuck = true;
      tell();
      return Optional.empty();
    }
    meter.ran(key, workspace.trainKernels());
    return Optional.of(workspace.end(DoubleStream.empty()));
  }

  private void tell() {
    LOGGER.log(
        Level.WARNING,
        "The work-groups of a fused fit did not all run at once on device {0} ({1}); fits of up to"
            + " {2} x {3} values run pass by pass from now on. Choose mode unrolled for them.",
        key.device().id(),
        key.device().name(),
        key.rows(),
        key.features());
  }

  @Override
  public void close() {
    graphs.close();
  }
}
