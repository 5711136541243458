package regress.internal.kernel;

import uk.ac.manchester.tornado.api.annotations.Parallel;

/**
 * The Gram matrix of a data matrix, in float32 with float64 sums.
 *
 * <pre>
 *   (a, b) = sum_i z_ia z_ib        (z_i0 = 1)
 * </pre>
 *
 * Arrays: z, p features and the target, framed, p + 1 columns of n values one after the other;
 * moments, one square a block as {@link Moments} lays it out. One parallel iteration is one block
 * of rows.
 */
public final class Gram32 {

  private Gram32() {}

  /** moments[block] = the block's own Gram matrix. */
  public static void moments(float[] z, double[] moments, int[] shape, int blocks) {
    for (@Parallel int block = 0; block < blocks; block++) {
      blockMoments(block, z, moments, shape);
    }
  }

  /** The work of {@link #moments} on one block. */
  public static void blockMoments(int block, float[] z, double[] moments, int[] shape) {
    int from = Shape.firstRow(block, shape);
    int to = Shape.endRow(block, shape);
    int n = shape[Shape.ROWS];
    int columns = shape[Shape.FEATURES] + 1;
    int stride = Moments.stride(shape[Shape.FEATURES]);
    int corner = block * stride * stride;
    moments[corner] = to - from;
    for (int a = 0; a < columns; a++) {
      int first = a * n;
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += z[first + i];
      }
      moments[corner + a + 1] = sum;
      for (int b = a; b < columns; b++) {
        int second = b * n;
        double dot = 0;
        for (int i = from; i < to; i++) {
          dot += (double) z[first + i] * z[second + i];
        }
        moments[corner + (a + 1) * stride + b + 1] = dot;
      }
    }
  }
}
