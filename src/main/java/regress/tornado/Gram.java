package regress.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.FIRST_EXECUTION;

import java.lang.ref.WeakReference;
import java.util.List;
import regress.engine.Cancellation;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Frame;
import regress.engine.Mode;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * One task-graph execution that takes the data's moments, all compute units sharing the rows, and
 * runs all epochs on those. The data stay on the device for the next fit of the same problem; the
 * moments do not, every fit reads its data.
 *
 * <p>A fit whose stop rule moments cannot serve ({@link Cancellation}) streams over the data
 * instead, and is attested as what it was.
 */
final class Gram implements Strategy {
  private static final int DATA = 0;
  private static final int DESCENT = 1;

  /** Looks for the other work-groups, some tens of seconds of them. */
  private static final int PATIENCE = 1 << 30;

  private final PlanKey key;
  private final GramWorkspace workspace;
  private final Graphs graphs;
  private WeakReference<Problem> resident = new WeakReference<>(null);
  private Strategy streaming;
  private Strategy lone;

  Gram(PlanKey key) {
    this(key, GramWorkspace.groups(key), PATIENCE);
  }

  Gram(PlanKey key, int groups, int patience) {
    this.key = key;
    this.workspace = new GramWorkspace(key, groups, patience);
    this.graphs = new Graphs(key.device(), this::definition);
  }

  private List<TaskGraph> definition(GridScheduler grid) {
    TaskGraph data = data(grid);
    return List.of(data, descent(data, grid));
  }

  private TaskGraph data(GridScheduler grid) {
    TaskGraph graph =
        Graphs.named("data", key, grid)
            .transferToDevice(EVERY_EXECUTION, workspace.data())
            .transferToDevice(EVERY_EXECUTION, workspace.state());
    Graphs.single(grid, graph, "begin");
    return graph
        .task("begin", StopRule::begin, workspace.state())
        .persistOnDevice(workspace.data());
  }

  private TaskGraph descent(TaskGraph data, GridScheduler grid) {
    TaskGraph graph =
        Graphs.named("gram", key, grid)
            .consumeFromDevice(data.getTaskGraphName(), workspace.data())
            .transferToDevice(EVERY_EXECUTION, workspace.control())
            .transferToDevice(FIRST_EXECUTION, workspace.scratch());
    workspace.addFit(graph, grid);
    return graph.transferToHost(EVERY_EXECUTION, workspace.control());
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Progress progress) {
    Meter meter = new Meter();
    if (resident.get() != problem) {
      workspace.load(problem, Frame.of(problem));
      graphs.transfer(DATA, meter);
      resident = new WeakReference<>(problem);
    }
    workspace.begin(descent);
    graphs.execute(DESCENT, meter);
    if (!workspace.isDone()) {
      return alone(problem, descent, progress);
    }
    return workspace.isSpoilt(descent)
        ? stream(problem, descent, progress)
        : workspace.descended(meter);
  }

  /** On a device that did not run all work-groups at once: with one. */
  private Descended alone(Problem problem, Descent descent, Progress progress) {
    if (lone == null) {
      lone = new Gram(key, 1, 0);
    }
    return lone.fit(problem, descent, progress);
  }

  private Descended stream(Problem problem, Descent descent, Progress progress) {
    if (streaming == null) {
      streaming = Plans.make(key.with(Mode.FUSED));
    }
    return streaming.fit(problem, descent, progress);
  }

  @Override
  public void close() {
    graphs.close();
    for (Strategy other : new Strategy[] {streaming, lone}) {
      if (other != null) {
        other.close();
      }
    }
  }
}
