package regress.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.IntStream;
import regress.engine.ArraySize;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Frame;
import regress.engine.HostEpochs;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.kernel.StopRule;
import regress.tornado.kernel.Batch;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * The moments of many independent fits in one task-graph execution, side by side in the lanes of
 * vectors, as {@link Batch} has it; the host runs all epochs on those. The data of the last
 * problems stay on the device for the next fits of the same.
 */
final class Batched implements Strategy {
  private static final int DATA = 0;
  private static final int MOMENTS = 1;

  private final PlanKey key;
  private final BatchData data;
  private final double[] moments;
  private final int[] shape;
  private final double[] nothing = new double[StopRule.STATE_LENGTH];
  private final Graphs graphs;
  private List<WeakReference<Problem>> resident = List.of();
  private Frame[] frames;

  Batched(PlanKey key) {
    this.key = key;
    this.data = BatchData.of(key);
    int lanes = BlockedShape.lanes(key.precision());
    this.moments =
        new double[ArraySize.of(key.blocks(), (long) lanes * Batch.terms(key.features()))];
    this.shape = new int[Batch.FIRST + key.blocks() + 1];
    this.graphs = new Graphs(key.device(), this::definition);
  }

  /** More than run at once, so that one that takes longer is no reason for others to wait. */
  private static int groups(PlanKey key) {
    return Math.min(key.blocks(), 8 * key.device().computeUnits());
  }

  /** All that it has on the device. */
  Object[] arrays() {
    return new Object[] {data.vectors(), moments, shape, nothing};
  }

  private List<TaskGraph> definition(GridScheduler grid) {
    TaskGraph load = Graphs.named("rows", key, grid).transferToDevice(EVERY_EXECUTION, arrays());
    Graphs.single(grid, load, "begin");
    load.addTask(new TaskPackage("begin", StopRule::begin, nothing))
        .persistOnDevice(data.vectors(), shape, moments);
    TaskGraph pass =
        Graphs.named("batch", key, grid)
            .consumeFromDevice(load.getTaskGraphName(), data.vectors(), shape, moments);
    WorkerGrid worker = new WorkerGrid1D(groups(key));
    worker.setLocalWork(1, 1, 1);
    grid.addWorkerGrid(pass.getTaskGraphName() + "." + GramData.MOMENTS, worker);
    data.addMoments(pass, moments, shape);
    return List.of(load, pass.transferToHost(EVERY_EXECUTION, moments));
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Progress progress) {
    return fitAll(List.of(problem), List.of(descent)).getFirst();
  }

  @Override
  public List<Descended> fitAll(List<Problem> problems, List<Descent> descents) {
    Meter meter = new Meter();
    BatchLayout layout = BatchLayout.of(problems, key.precision());
    if (!isResident(problems)) {
      resident = List.of();
      frames = problems.stream().map(Frame::of).toArray(Frame[]::new);
      layout.write(shape, groups(key));
      data.load(layout, frames);
      graphs.transfer(DATA, meter);
      resident = problems.stream().map(WeakReference::new).toList();
    }
    graphs.execute(MOMENTS, meter);
    List<HostEpochs> ends =
        HostEpochs.runAll(
            place -> layout.moments(place, moments, frames[place]), descents, key.precision());
    List<String> kernels = List.of(GramData.MOMENTS);
    return ends.stream()
        .map(end -> end.descended(meter.attestation(key, kernels, end.epochs(), 1)))
        .toList();
  }

  private boolean isResident(List<Problem> problems) {
    return resident.size() == problems.size()
        && IntStream.range(0, problems.size())
            .allMatch(i -> resident.get(i).get() == problems.get(i));
  }

  @Override
  public void close() {
    graphs.close();
  }
}
