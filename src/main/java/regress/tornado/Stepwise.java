package regress.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.FIRST_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.UNDER_DEMAND;

import java.util.List;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.LossHistory;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;

/**
 * One task-graph execution per epoch: loss, gradient, update. Between executions everything stays
 * on the device but the descent's state, a few numbers, by which the host sees the loss and knows
 * when to stop.
 */
final class Stepwise implements Strategy {
  private static final List<String> KERNELS = List.of("loss", "gradient", "update");
  private static final int START = 0;
  private static final int EPOCH = 1;

  private final PlanKey key;
  private final Workspace workspace;
  private final Graphs graphs;

  Stepwise(PlanKey key) {
    this.key = key;
    this.workspace = Workspace.of(key);
    this.graphs = new Graphs(key.device(), this::definition);
  }

  private List<TaskGraph> definition() {
    TaskGraph start = start();
    return List.of(start, epoch(start));
  }

  private TaskGraph start() {
    TaskGraph graph =
        Graphs.named("start")
            .transferToDevice(EVERY_EXECUTION, workspace.data())
            .transferToDevice(EVERY_EXECUTION, workspace.descent());
    return graph
        .task("begin", StopRule::begin, workspace.state())
        .persistOnDevice(workspace.data())
        .persistOnDevice(workspace.descent());
  }

  private TaskGraph epoch(TaskGraph start) {
    TaskGraph graph =
        Graphs.named("epoch")
            .consumeFromDevice(start.getTaskGraphName(), workspace.data())
            .consumeFromDevice(start.getTaskGraphName(), workspace.descent())
            .transferToDevice(FIRST_EXECUTION, workspace.scratch());
    workspace.addLoss(graph);
    workspace.addGradient(graph);
    workspace.addUpdate(graph);
    return graph
        .transferToHost(EVERY_EXECUTION, workspace.state())
        .transferToHost(UNDER_DEMAND, workspace.parametersArray());
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Progress progress) {
    Meter meter = new Meter();
    LossHistory history = new LossHistory();
    workspace.load(problem);
    workspace.begin(descent);
    graphs.transfer(START, meter);
    double[] state = workspace.state();
    TornadoExecutionResult last = null;
    for (int epoch = 1;
        epoch <= descent.epochs() && state[StopRule.STATUS] == StopRule.RUNNING;
        epoch++) {
      last = graphs.execute(EPOCH, meter);
      history.add(state[StopRule.LOSS]);
      progress.epoch(epoch, state[StopRule.LOSS]);
    }
    graphs.toHost(last, workspace.parametersArray(), parameterBytes(), meter);
    return workspace.descended(key, KERNELS, history, meter);
  }

  private long parameterBytes() {
    return (key.features() + 1L) * key.precision().bytes();
  }

  @Override
  public void close() {
    graphs.close();
  }
}
