package regress.tornado.kernel;

import regress.kernel.Moments;
import regress.kernel.Shape;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.vectors.Double8;

/**
 * {@link regress.kernel.Gram64} for several features, in float64 vectors: tiles of 4 x 4 columns,
 * whose sixteen sums stay in registers while a block of rows goes by.
 *
 * <p>Arrays: data, the data matrix as {@link Tiling} lays it out; lanes, 16 vectors a tile and
 * work-group; moments, one square a work-group. One work-group of one item takes one contiguous
 * share of the blocks.
 */
public final class GramTiles64 {

  private GramTiles64() {}

  /** moments[group] = the Gram matrix of the group's rows. */
  public static void moments(
      KernelContext context,
      Rows64 data,
      Rows64 lanes,
      double[] moments,
      int[] shape,
      int[] tiling) {
    VectorDouble8 z = data.vectors();
    VectorDouble8 sums = lanes.vectors();
    int group = context.globalIdx;
    int share = (tiling[Tiling.BLOCKS] + shape[Shape.BLOCKS] - 1) / shape[Shape.BLOCKS];
    int from = group * share;
    int to = Math.min(tiling[Tiling.BLOCKS], from + share);
    int columns = tiling[Tiling.COLUMNS];
    int height = tiling[Tiling.HEIGHT];
    int edge = columns / Moments.TILE;
    int origin = group * 16 * (edge * (edge + 1) / 2);
    clear(group, sums, moments, columns, origin);
    for (int run = from; run < to; run += tiling[Tiling.RUN]) {
      int end = Math.min(to, run + tiling[Tiling.RUN]);
      for (int block = run; block < end; block++) {
        int first = origin;
        for (int i = 0; i < edge; i++) {
          for (int j = i; j < edge; j++) {
            Double8 c00 = sums.get(first + 0);
            Double8 c01 = sums.get(first + 1);
            Double8 c02 = sums.get(first + 2);
            Double8 c03 = sums.get(first + 3);
            Double8 c10 = sums.get(first + 4);
            Double8 c11 = sums.get(first + 5);
            Double8 c12 = sums.get(first + 6);
            Double8 c13 = sums.get(first + 7);
            Double8 c20 = sums.get(first + 8);
            Double8 c21 = sums.get(first + 9);
            Double8 c22 = sums.get(first + 10);
            Double8 c23 = sums.get(first + 11);
            Double8 c30 = sums.get(first + 12);
            Double8 c31 = sums.get(first + 13);
            Double8 c32 = sums.get(first + 14);
            Double8 c33 = sums.get(first + 15);
            int left = (block * columns + i * Moments.TILE) * height;
            int right = (block * columns + j * Moments.TILE) * height;
            int bottom = left + height;
            while (left < bottom) {
              Double8 a0 = z.get(left);
              Double8 a1 = z.get(left + height);
              Double8 a2 = z.get(left + 2 * height);
              Double8 a3 = z.get(left + 3 * height);
              Double8 b0 = z.get(right);
              Double8 b1 = z.get(right + height);
              Double8 b2 = z.get(right + 2 * height);
              Double8 b3 = z.get(right + 3 * height);
              c00 = Double8.add(c00, Double8.mult(a0, b0));
              c01 = Double8.add(c01, Double8.mult(a0, b1));
              c02 = Double8.add(c02, Double8.mult(a0, b2));
              c03 = Double8.add(c03, Double8.mult(a0, b3));
              c10 = Double8.add(c10, Double8.mult(a1, b0));
              c11 = Double8.add(c11, Double8.mult(a1, b1));
              c12 = Double8.add(c12, Double8.mult(a1, b2));
              c13 = Double8.add(c13, Double8.mult(a1, b3));
              c20 = Double8.add(c20, Double8.mult(a2, b0));
              c21 = Double8.add(c21, Double8.mult(a2, b1));
              c22 = Double8.add(c22, Double8.mult(a2, b2));
              c23 = Double8.add(c23, Double8.mult(a2, b3));
              c30 = Double8.add(c30, Double8.mult(a3, b0));
              c31 = Double8.add(c31, Double8.mult(a3, b1));
              c32 = Double8.add(c32, Double8.mult(a3, b2));
              c33 = Double8.add(c33, Double8.mult(a3, b3));
              left++;
              right++;
            }
            sums.set(first + 0, c00);
            sums.set(first + 1, c01);
            sums.set(first + 2, c02);
            sums.set(first + 3, c03);
            sums.set(first + 4, c10);
            sums.set(first + 5, c11);
            sums.set(first + 6, c12);
            sums.set(first + 7, c13);
            sums.set(first + 8, c20);
            sums.set(first + 9, c21);
            sums.set(first + 10, c22);
            sums.set(first + 11, c23);
            sums.set(first + 12, c30);
            sums.set(first + 13, c31);
            sums.set(first + 14, c32);
            sums.set(first + 15, c33);
            first += 16;
          }
        }
      }
      flush(group, sums, moments, columns, origin, tiling[Tiling.CELLS]);
    }
  }

  private static void clear(
      int group, VectorDouble8 sums, double[] moments, int columns, int origin) {
    int edge = columns / Moments.TILE;
    int vectors = 16 * (edge * (edge + 1) / 2);
    for (int k = 0; k < vectors; k++) {
      sums.set(origin + k, zero());
    }
    int square = columns * columns;
    for (int k = 0; k < square; k++) {
      moments[group * square + k] = 0;
    }
  }

  /** Adds the vectors' lanes to the moments and begins anew. */
  private static void flush(
      int group, VectorDouble8 sums, double[] moments, int columns, int origin, int cells) {
    int edge = columns / Moments.TILE;
    int corner = group * columns * columns;
    int k = origin;
    for (int i = 0; i < edge; i++) {
      for (int j = i; j < edge; j++) {
        for (int cell = 0; cell < cells; cell++) {
          int a = i * Moments.TILE + cell / 4;
          int b = j * Moments.TILE + cell % 4;
          moments[corner + a * columns + b] += sum(sums.get(k));
          sums.set(k, zero());
          k++;
        }
      }
    }
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
