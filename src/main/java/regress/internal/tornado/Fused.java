package regress.internal.tornado;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import regress.engine.Progress;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Problem;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.kernel.Groups;

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

  private final PlanKey key;
  private final Workspace workspace;
  private final DataGraphs graphs;
  private boolean isStuck;

  Fused(PlanKey key) {
    this(key, Workspace.of(key));
  }

  Fused(PlanKey key, Workspace workspace) {
    this.key = key;
    this.workspace = workspace;
    this.graphs = DataGraphs.of(key, workspace.arrays(), "train", workspace::addTrain);
  }

  @Override
  public Optional<End> descend(Problem problem, Descent descent, Progress progress, Meter meter) {
    if (isStuck) {
      return Optional.empty();
    }
    graphs.hold(List.of(problem), meter, () -> workspace.load(problem));
    workspace.begin(descent);
    double[] state = workspace.state();
    do {
      graphs.execute(DataGraphs.WORK, meter);
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
