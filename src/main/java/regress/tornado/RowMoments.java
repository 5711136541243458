package regress.tornado;

import java.util.Arrays;
import java.util.List;
import regress.engine.AffineMap;
import regress.engine.ArraySize;
import regress.engine.Kernels;
import regress.engine.Problem;
import regress.kernel.Moments;
import regress.kernel.Shape;
import regress.tornado.kernel.Tiling;
import regress.tornado.kernel.WorkGroups;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;

/** A {@link RowPass} that takes the rows' moments, all windows of rows in one map. */
final class RowMoments implements RowPass {
  /** Multiplications below which a second work-group costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 16;

  /** Items that keep a GPU's unit busy. */
  private static final int ITEMS = 1 << 10;

  /** Rows of a part below which it brings less than its square costs the host. */
  private static final int FEWEST_ROWS = 16;

  private final PlanKey key;
  private final MomentsData data;
  private final int[] shape;
  private final double[] moments;
  private AffineMap map;

  /** Arrays for as many rows at a time as {@code key} has. */
  RowMoments(PlanKey key) {
    this(key, groups(key));
  }

  RowMoments(PlanKey key, int groups) {
    this.key = key;
    this.data = MomentsData.of(key, groups);
    this.shape = Shape.of(key.rows(), key.features());
    if (key.family() != Kernels.PLAIN) {
      int[] tiling = Tiling.of(key.rows(), key.features(), GramData.lanes(key), groups);
      shape[Shape.BLOCKS] = Math.min(groups, tiling[Tiling.BLOCKS]);
    }
    this.moments = new double[ArraySize.of(shape[Shape.BLOCKS], Moments.square(key.features()))];
  }

  /**
   * Groups that share the rows, one item each, as many as run at once, or one where the data are
   * few; on a GPU, as many parts as give all of its units enough items.
   */
  static int groups(PlanKey key) {
    long square = Moments.square(key.features());
    if (GramData.lanes(key) == 1) {
      long parts = (long) key.device().computeUnits() * ITEMS / square;
      return Math.clamp(parts, 1, key.rows() / FEWEST_ROWS + 1);
    }
    double products = (double) key.rows() * square;
    int atOnce = key.device().isPrompt() ? 1 : key.device().computeUnits();
    return (int) Math.min(atOnce, products / WORTH_SHARING + 1);
  }

  /** All rows come in one map, which is made for them with the first. */
  @Override
  public void load(Problem problem, int first, int rows) {
    if (first == 0) {
      map = AffineMap.framing(problem.rows());
    }
    shape[Shape.ROWS] = rows;
    data.load(problem.in(map), first, rows);
  }

  /** In which the last problem's moments are. */
  AffineMap map() {
    return map;
  }

  @Override
  public Object[] data() {
    Object[] resident = data.resident();
    Object[] all = Arrays.copyOf(resident, resident.length + 1);
    all[resident.length] = shape;
    return all;
  }

  @Override
  public Object[] descent() {
    return new Object[0];
  }

  @Override
  public Object[] scratch() {
    return data.scratch();
  }

  @Override
  public Object[] results() {
    return new Object[] {moments};
  }

  @Override
  public List<String> passKernels() {
    return List.of(MomentsData.MOMENTS);
  }

  @Override
  public void addPass(TaskGraph graph, GridScheduler grid) {
    if (key.family() != Kernels.PLAIN) {
      schedule(graph, grid);
    }
    data.addMoments(graph, moments, shape);
  }

  private void schedule(TaskGraph graph, GridScheduler grid) {
    boolean isCpu = GramData.lanes(key) > 1;
    // On a CPU the default would put all items into one group, on one core.
    int items = isCpu ? 1 : Math.min(WorkGroups.MOST_ITEMS, Devices.mostItems(key.device()));
    int all = isCpu ? shape[Shape.BLOCKS] : moments.length;
    WorkerGrid worker = new WorkerGrid1D((all + items - 1) / items * items);
    worker.setLocalWork(items, 1, 1);
    grid.addWorkerGrid(graph.getTaskGraphName() + "." + MomentsData.MOMENTS, worker);
  }

  /** Adds the last pass's moments to a square of them. */
  void addTo(double[] square) {
    Moments.add(moments, square);
  }
}
