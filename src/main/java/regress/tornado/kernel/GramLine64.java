package regress.tornado.kernel;

import regress.kernel.Moments;
import regress.kernel.Shape;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * {@link regress.kernel.Gram64} for one feature: five moments in one pass, in float64 vectors.
 *
 * <p>Arrays: data, feature and target as {@link Tiling} lays them out; moments, one square a
 * work-group. One work-group of one item takes one contiguous share of the blocks.
 */
public final class GramLine64 {
  private GramLine64() {}

  /** moments[group] = the Gram matrix of the group's rows; the count of rows is group 0's. */
  public static void moments(
      KernelContext context, Rows64 data, double[] moments, int[] shape, int[] tiling) {
    VectorDouble8 z = data.vectors();
    int group = context.globalIdx;
    int share = (tiling[Tiling.BLOCKS] + shape[Shape.BLOCKS] - 1) / shape[Shape.BLOCKS];
    int from = group * share;
    int to = Math.min(tiling[Tiling.BLOCKS], from + share);
    int height = tiling[Tiling.HEIGHT];
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    double sumYy = 0;
    for (int block = from; block < to; block++) {
      int i = 2 * block * height;
      int bottom = i + height;
      while (i < bottom) {
        int end = Math.min(bottom, i + tiling[Tiling.RUN]);
        Double8 ofX = zero();
        Double8 ofY = zero();
        Double8 ofXx = zero();
        Double8 ofXy = zero();
        Double8 ofYy = zero();
        while (i < end) {
          Double8 u = z.get(i);
          Double8 v = z.get(i + height);
          ofX = Double8.add(ofX, u);
          ofY = Double8.add(ofY, v);
          ofXx = Double8.add(ofXx, Double8.mult(u, u));
          ofXy = Double8.add(ofXy, Double8.mult(u, v));
          ofYy = Double8.add(ofYy, Double8.mult(v, v));
          i++;
        }
        sumX += sum(ofX);
        sumY += sum(ofY);
        sumXx += sum(ofXx);
        sumXy += sum(ofXy);
        sumYy += sum(ofYy);
      }
    }
    int corner = group * Moments.TILE * Moments.TILE;
    moments[corner] = 0;
    if (group == 0) {
      moments[corner] = shape[Shape.ROWS];
    }
    moments[corner + 1] = sumX;
    moments[corner + 2] = sumY;
    moments[corner + Moments.TILE + 1] = sumXx;
    moments[corner + Moments.TILE + 2] = sumXy;
    moments[corner + 2 * Moments.TILE + 2] = sumYy;
  }

  private static Double8 zero() {
    return new Double8(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** The lanes' sum in float64. */
  private static double sum(Double8 v) {
    return (v.getS0() + v.getS1())
        + (v.getS2() + v.getS3())
        + (v.getS4() + v.getS5())
        + (v.getS6() + v.getS7());
  }
}
