package regress.internal.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.UNDER_DEMAND;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import regress.engine.EngineException;
import regress.engine.Progress;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Problem;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.DeviceArrays.Role;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;

/**
 * Task-graph executions of a few epochs each. Between executions everything stays on the device but
 * the descent's state, a few numbers, by which the host sees the last epoch's loss and knows when
 * to stop. The data of the last problem stay for the next fit of it. No group of work-items waits
 * for another, so this runs on every device.
 */
final class Epochs implements Strategy {
  private static final int START = DataGraphs.WORK;
  private static final int EPOCHS = START + 1;

  /** Epochs in an execution, unrolled. */
  static final int UNROLLED = 10;

  /**
   * Most tasks in a graph. Measured on TornadoVM 5.2: 30 tasks of these kernels compute what 30
   * executions do, and at 40 its bytecode outgrows its buffer.
   */
  private static final int MOST_TASKS = 30;

  private final PlanKey key;
  private final int perExecution;
  private final Workspace workspace;
  private final DataGraphs graphs;

  /**
   * @throws EngineException if so many epochs are more tasks than a graph can safely hold
   */
  Epochs(PlanKey key, int perExecution) {
    this.key = key;
    this.perExecution = perExecution;
    this.workspace = Workspace.of(key);
    int tasks = perExecution * workspace.tasksPerEpoch();
    if (tasks > MOST_TASKS) {
      throw EngineException.failed(
          perExecution
              + " epochs in one task graph are "
              + tasks
              + " tasks, more than the "
              + MOST_TASKS
              + " that TornadoVM executes safely. Choose fewer epochs per execution, or mode fused.",
          null);
    }
    this.graphs =
        new DataGraphs(
            key,
            workspace.arrays(),
            (data, grid) -> {
              TaskGraph start = start(data, grid);
              return List.of(start, epochs(start, grid));
            });
  }

  private TaskGraph start(TaskGraph data, GridScheduler grid) {
    TaskGraph graph = DataGraphs.onData("start", key, workspace.arrays(), data, grid);
    workspace.addPass(graph, grid);
    // The data too: TornadoVM finds what a graph consumes in the graph that was executed before it.
    return graph.persistOnDevice(workspace.arrays().of(Role.values()));
  }

  private TaskGraph epochs(TaskGraph start, GridScheduler grid) {
    TaskGraph graph =
        NamedGraph.of("epochs", key, grid)
            .consumeFromDevice(start.getTaskGraphName(), workspace.arrays().of(Role.values()));
    for (int number = 1; number <= perExecution; number++) {
      workspace.addEpoch(graph, grid, number);
    }
    return graph
        .transferToHost(EVERY_EXECUTION, workspace.state())
        .transferToHost(UNDER_DEMAND, workspace.parametersArray());
  }

  @Override
  public Optional<End> descend(Problem problem, Descent descent, Progress progress, Meter meter) {
    DoubleStream.Builder history = DoubleStream.builder();
    graphs.hold(List.of(problem), meter, () -> workspace.load(problem));
    workspace.begin(descent);
    graphs.transfer(START, meter);
    double[] state = workspace.state();
    TornadoExecutionResult last = null;
    while (state[StopRule.EPOCH] < descent.epochs() && state[StopRule.STATUS] == StopRule.RUNNING) {
      EngineException.requireUninterrupted();
      last = graphs.execute(EPOCHS, meter);
      history.add(state[StopRule.LOSS]);
      progress.epoch((int) state[StopRule.EPOCH], state[StopRule.LOSS]);
    }
    graphs.toHost(last, workspace.parametersArray(), workspace.parametersBytes(), meter);
    meter.ran(key, workspace.epochKernels());
    return Optional.of(workspace.end(history.build()));
  }

  @Override
  public void close() {
    graphs.close();
  }
}
