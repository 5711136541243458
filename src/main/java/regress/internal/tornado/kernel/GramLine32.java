package regress.internal.tornado.kernel;

import regress.internal.kernel.Moments;
import regress.internal.kernel.Shape;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * {@link regress.internal.kernel.Gram32} for one feature: five moments in one pass, in float32
 * vectors, added up in float64 after every run of rows.
 *
 * <p>Arrays: data, feature and target as {@link Tiling} lays them out; moments, one square a
 * work-group. One work-group of one item takes one contiguous share of the blocks.
 */
public final class GramLine32 {
  private GramLine32() {}

  /** moments[group] = the Gram matrix of the group's rows; the count of rows is group 0's. */
  public static void moments(
      KernelContext context, Rows32 data, double[] moments, int[] shape, int[] tiling) {
    VectorFloat16 z = data.vectors();
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
        Float16 ofX = Lanes.all(0f);
        Float16 ofY = Lanes.all(0f);
        Float16 ofXx = Lanes.all(0f);
        Float16 ofXy = Lanes.all(0f);
        Float16 ofYy = Lanes.all(0f);
        for (; i < end; i++) {
          Float16 u = z.get(i);
          Float16 v = z.get(i + height);
          ofX = Float16.add(ofX, u);
          ofY = Float16.add(ofY, v);
          ofXx = Float16.add(ofXx, Float16.mult(u, u));
          ofXy = Float16.add(ofXy, Float16.mult(u, v));
          ofYy = Float16.add(ofYy, Float16.mult(v, v));
        }
        sumX += Lanes.sum(ofX);
        sumY += Lanes.sum(ofY);
        sumXx += Lanes.sum(ofXx);
        sumXy += Lanes.sum(ofXy);
        sumYy += Lanes.sum(ofYy);
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
}
