package regress.tornado;

import regress.engine.ArraySize;
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

  GramData64(int samples, int features, int groups, int patience) {
    this.tiling = Tiling.of(samples, features, LANES, patience, 0);
    this.values = new DoubleArray(ArraySize.of(Tiling.vectors(tiling), LANES));
    this.z = new VectorDouble8(values);
    this.sums =
        new VectorDouble8(
            ArraySize.of(
                    Tiling.tiles(tiling[Tiling.COLUMNS]),
                    (long) groups * tiling[Tiling.CELLS] * LANES)
                / LANES);
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
  public Object[] resident() {
    return new Object[] {z, tiling};
  }

  @Override
  public Object[] scratch() {
    return new Object[] {sums};
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

  @Override
  public void addFit(TaskGraph graph, GramWorkspace own) {
    KernelContext context = new KernelContext();
    if (own.features() == 1) {
      graph.task(
          FIT,
          GramLine64::fit,
          context,
          z,
          own.control(),
          own.moments(),
          own.frame(),
          own.w(),
          own.state(),
          own.rule(),
          own.arrivals(),
          own.shape(),
          tiling);
    } else {
      graph.task(
          FIT,
          GramTiles64::fit,
          context,
          z,
          sums,
          own.control(),
          own.moments(),
          own.frame(),
          own.w(),
          own.rows(),
          own.form(),
          own.state(),
          own.rule(),
          own.arrivals(),
          own.shape(),
          tiling);
    }
  }
}
