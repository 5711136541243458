package regress.tornado;

import regress.kernel.Shape;
import regress.tornado.kernel.GramLine64;
import regress.tornado.kernel.GramTiles64;
import regress.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;

/** {@link GramData} in double. */
final class GramData64 implements GramData {
  private static final int LANES = 8;

  private final int[] tiling;
  private final DoubleArray values;
  private final VectorDouble8 z;
  private final VectorDouble8 sums;

  GramData64(int samples, int features, int groups) {
    this.tiling = Tiling.of(samples, features, LANES);
    this.values = new DoubleArray(GramData.arraySize(Tiling.size(LANES, tiling)));
    this.z = new VectorDouble8(values);
    this.sums =
        new VectorDouble8(groups * Tiling.tiles(tiling[Tiling.COLUMNS]) * tiling[Tiling.CELLS]);
    values.init(0);
  }

  @Override
  public int[] tiling() {
    return tiling;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void set(int index, double value) {
    values.set(index, value);
  }

  @Override
  public Object resident() {
    return z;
  }

  @Override
  public Object[] scratch() {
    return new Object[] {sums, tiling};
  }

  @Override
  public void addMoments(TaskGraph graph, double[] moments, int[] shape) {
    KernelContext context = new KernelContext();
    if (shape[Shape.FEATURES] == 1) {
      graph.task(MOMENTS, GramLine64::moments, context, z, moments, shape, tiling);
    } else {
      graph.task(MOMENTS, GramTiles64::moments, context, z, sums, moments, shape, tiling);
    }
  }
}
