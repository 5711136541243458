package regress.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.IntStream;
import regress.data.Rows;
import regress.engine.AffineMap;
import regress.engine.ArraySize;
import regress.engine.ColumnMoments;
import regress.engine.Problem;
import regress.kernel.StopRule;
import regress.tornado.kernel.Batch;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * The moments of many problems in one task-graph execution, side by side in the lanes of vectors,
 * as {@link Batch} has it. The data of the last problems stay on the device for the next pass over
 * the same.
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
  private List<WeakReference<Rows>> resident = List.of();
  private List<AffineMap> maps;

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
  public List<ColumnMoments> moments(List<Problem> problems, Meter meter) {
    BatchLayout layout = BatchLayout.of(problems, key.precision());
    if (!isResident(problems)) {
      resident = List.of();
      maps = problems.stream().map(problem -> AffineMap.framing(problem.rows())).toList();
      layout.write(shape, groups(key));
      data.load(layout, maps);
      graphs.transfer(DATA, meter);
      resident = problems.stream().map(problem -> new WeakReference<>(problem.rows())).toList();
    }
    graphs.execute(MOMENTS, meter);
    meter.ran(List.of(GramData.MOMENTS));
    return IntStream.range(0, problems.size())
        .mapToObj(place -> layout.moments(place, moments, maps.get(place)))
        .toList();
  }

  private boolean isResident(List<Problem> problems) {
    return resident.size() == problems.size()
        && IntStream.range(0, problems.size())
            .allMatch(i -> resident.get(i).get() == problems.get(i).rows());
  }

  @Override
  public void close() {
    graphs.close();
  }
}
