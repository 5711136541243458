package regress.tornado;

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
