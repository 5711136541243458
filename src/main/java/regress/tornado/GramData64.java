package regress.tornado;

import regress.engine.ArraySize;
import regress.kernel.Shape;
import regress.tornado.kernel.GramLine64;
import regress.tornado.kernel.GramTiles64;
import regress.tornado.kernel.Rows64;
import regress.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;

/** {@link GramData} in double. */
final class GramData64 implements GramData {
  private static final int LANES = 8;

  private final int groups;
  private final int[] tiling;
  private final Rows64 data;
  private final Rows64 sums;

  GramData64(int rows, int features, int groups, int patience) {
    this.groups = groups;
    this.tiling = Tiling.of(rows, features, LANES, groups, patience, 0);
    this.data = new Rows64(ArraySize.of(Tiling.vectors(tiling), LANES) / LANES);
    this.sums =
        new Rows64(
            ArraySize.of(
                    Tiling.tiles(tiling[Tiling.COLUMNS]),
                    (long) groups * tiling[Tiling.CELLS] * LANES)
                / LANES);
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
    return LANES;
  }

  @Override
  public void clear() {
    data.values().init(0);
  }

  @Override
  public void set(int index, double value) {
    data.values().set(index, value);
  }

  @Override
  public Object[] resident() {
    return new Object[] {data, tiling};
  }

  @Override
  public Object[] scratch() {
    return new Object[] {sums};
  }

  @Override
  public void addMoments(TaskGraph graph, double[] moments, int[] shape) {
    KernelContext context = new KernelContext();
    if (shape[Shape.FEATURES] == 1) {
      graph.task(MOMENTS, GramLine64::moments, context, data, moments, shape, tiling);
    } else {
      graph.task(MOMENTS, GramTiles64::moments, context, data, sums, moments, shape, tiling);
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
          data,
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
          data,
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
