package regress.tornado;

import regress.engine.ArraySize;
import regress.kernel.Shape;
import regress.tornado.kernel.GramLine32;
import regress.tornado.kernel.GramTiles32;
import regress.tornado.kernel.GroupedMoments32;
import regress.tornado.kernel.Rows32;
import regress.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/** {@link GramData} in float. */
final class GramData32 implements GramData {
  private final int lanes;
  private final int groups;
  private final int[] tiling;
  private final Rows32 data;
  private final Rows32 sums;

  GramData32(PlanKey key, int groups) {
    this.lanes = GramData.lanes(key);
    this.groups = groups;
    this.tiling = Tiling.of(key.rows(), key.features(), lanes, groups);
    int values = ArraySize.of(Tiling.vectors(tiling), lanes);
    this.data = new Rows32((values - 1) / Rows32.LANES + 1);
    this.sums = new Rows32(ArraySize.of(Tiling.sums(tiling, lanes, groups), lanes) / lanes);
    clear();
  }

  @Override
  public int[] tiling() {
    return tiling;
  }

  @Override
  public int groups() {
    return groups;
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public void clear() {
    data.values().init(0);
  }

  @Override
  public void set(int index, double value) {
    data.values().set(index, (float) value);
  }

  @Override
  public Object[] resident() {
    return new Object[] {lanes == 1 ? data.values() : data, tiling};
  }

  @Override
  public Object[] scratch() {
    return lanes == 1 ? new Object[0] : new Object[] {sums};
  }

  @Override
  public void addMoments(TaskGraph graph, double[] moments, int[] shape) {
    KernelContext context = new KernelContext();
    if (lanes == 1) {
      graph.addTask(
          new TaskPackage(
              MOMENTS, GroupedMoments32::moments, context, data.values(), moments, shape, tiling));
    } else if (shape[Shape.FEATURES] == 1) {
      graph.addTask(
          new TaskPackage(MOMENTS, GramLine32::moments, context, data, moments, shape, tiling));
    } else {
      graph.addTask(
          new TaskPackage(
              MOMENTS, GramTiles32::moments, context, data, sums, moments, shape, tiling));
    }
  }
}
