package regress.internal.kernel;

/**
 * {@link Gram64} in the shape that HotSpot vectorises.
 *
 * <p>Arrays: z, p features and the target, framed, p + 1 columns one after the other, each as tiles
 * one after the other; moments, one square a block as {@link Moments} lays it out.
 */
public final class HostMoments {

  private HostMoments() {}

  /** moments[block] = the block's own Gram matrix, of its rows and 1 in front of them. */
  public static void block(int block, double[][] z, double[] moments, int[] shape) {
    int columns = shape[Shape.FEATURES] + 1;
    int tiles = HostShape.tiles(shape[Shape.ROWS]);
    int first = Shape.firstRow(block, shape) / HostShape.TILE_ROWS;
    int rows = Shape.endRow(block, shape) - Shape.firstRow(block, shape);
    int stride = Moments.stride(shape[Shape.FEATURES]);
    int corner = block * stride * stride;
    double[] lanes = new double[HostShape.TILE_ROWS];
    moments[corner] = rows;
    for (int a = 0; a < columns; a++) {
      int own = a * tiles + first;
      moments[corner + a + 1] = HostLoss64.sum(rows, z, own, lanes);
      for (int b = a; b < columns; b++) {
        moments[corner + (a + 1) * stride + b + 1] =
            HostLoss64.dot(rows, z, own, z, b * tiles + first, 1, lanes);
      }
    }
  }
}
