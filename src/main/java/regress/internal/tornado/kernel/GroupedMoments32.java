package regress.internal.tornado.kernel;

import regress.internal.kernel.Shape;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * The moments of a data matrix in float32 with float64 sums, for GPUs.
 *
 * <pre>
 *   moments[part](a, b) = sum of z_ia z_ib over rows i = part, part + parts, ...        (a <= b)
 * </pre>
 *
 * <p>Arrays: data, row after row as {@link Tiling} lays them out; moments, one square a part, below
 * the diagonal 0. The unit of parallel work is one cell of one square: neighbours read neighbouring
 * columns of one row, and squares that follow each other read rows that do. No item waits for
 * another.
 */
public final class GroupedMoments32 {

  private GroupedMoments32() {}

  /** Fills all squares; items behind the last cell do nothing. */
  public static void moments(
      KernelContext context, FloatArray data, double[] moments, int[] shape, int[] tiling) {
    int item = context.globalIdx;
    int columns = tiling[Tiling.COLUMNS];
    int square = columns * columns;
    int part = item / square;
    int cell = item - part * square;
    int a = cell / columns;
    int b = cell - a * columns;
    int parts = shape[Shape.BLOCKS];
    int end = shape[Shape.ROWS];
    if (a > b) {
      end = 0;
    }
    if (part < parts) {
      double sum = 0;
      for (int row = part; row < end; row += parts) {
        int first = row * columns;
        sum += (double) data.get(first + a) * data.get(first + b);
      }
      moments[item] = sum;
    }
  }
}
