package regress.tornado;

import java.util.Arrays;
import java.util.List;
import regress.engine.ArraySize;
import regress.engine.Frame;
import regress.engine.Problem;
import regress.kernel.Moments;
import regress.kernel.Shape;
import regress.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;

/** A {@link RowPass} that takes the rows' moments, all blocks of rows in one frame. */
final class RowMoments implements RowPass {
  private final GramData data;
  private final int[] shape;
  private final double[] moments;
  private Frame frame;

  /** Arrays for as many rows at a time as {@code key} has. */
  RowMoments(PlanKey key) {
    int groups = GramWorkspace.groups(key);
    this.data = GramData.of(key, groups, 0);
    this.shape = Shape.of(key.rows(), key.features());
    shape[Shape.BLOCKS] = Math.min(groups, data.tiling()[Tiling.BLOCKS]);
    this.moments = new double[ArraySize.of(shape[Shape.BLOCKS], Moments.square(key.features()))];
  }

  /** Begins with another problem. */
  void begin(Frame other) {
    frame = other;
  }

  @Override
  public void load(Problem problem, int first, int rows) {
    shape[Shape.ROWS] = rows;
    data.load(problem, frame, first, rows);
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
    return List.of(GramData.MOMENTS);
  }

  @Override
  public void addPass(TaskGraph graph, GridScheduler grid) {
    data.addMoments(graph, moments, shape);
    GramWorkspace.schedule(grid, graph, GramData.MOMENTS, shape[Shape.BLOCKS]);
  }

  /** Adds the last pass's moments to a square of them. */
  void addTo(double[] square) {
    for (int k = 0; k < moments.length; k++) {
      square[k % square.length] += moments[k];
    }
  }
}
