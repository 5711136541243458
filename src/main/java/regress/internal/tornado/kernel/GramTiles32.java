package regress.internal.tornado.kernel;

import regress.internal.kernel.Moments;
import regress.internal.kernel.Shape;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * {@link regress.internal.kernel.Gram32} for several features, in float32 vectors, added up in
 * float64 after every run of rows: tiles of 4 x 4 columns, whose sixteen sums stay in registers
 * while a block of rows goes by.
 *
 * <p>Arrays: data, the data matrix as {@link Tiling} lays it out; lanes, 16 vectors a tile and
 * work-group; moments, one square a work-group. One work-group of one item takes one contiguous
 * share of the blocks.
 */
public final class GramTiles32 {

  private GramTiles32() {}

  /** moments[group] = the Gram matrix of the group's rows. */
  public static void moments(
      KernelContext context,
      Rows32 data,
      Rows32 lanes,
      double[] moments,
      int[] shape,
      int[] tiling) {
    VectorFloat16 z = data.vectors();
    VectorFloat16 sums = lanes.vectors();
    int group = context.globalIdx;
    int share = (tiling[Tiling.BLOCKS] + shape[Shape.BLOCKS] - 1) / shape[Shape.BLOCKS];
    int from = group * share;
    int to = Math.min(tiling[Tiling.BLOCKS], from + share);
    int columns = tiling[Tiling.COLUMNS];
    int height = tiling[Tiling.HEIGHT];
    int edge = columns / Moments.TILE;
    int vectors = 16 * (edge * (edge + 1) / 2);
    int origin = group * vectors;
    for (int k = 0; k < vectors; k++) {
      sums.set(origin + k, Lanes.all(0f));
    }
    int square = columns * columns;
    for (int k = 0; k < square; k++) {
      moments[group * square + k] = 0;
    }
    for (int run = from; run < to; run += tiling[Tiling.RUN]) {
      int end = Math.min(to, run + tiling[Tiling.RUN]);
      for (int block = run; block < end; block++) {
        int first = origin;
        for (int i = 0; i < edge; i++) {
          for (int j = i; j < edge; j++) {
            Float16 c00 = sums.get(first + 0);
            Float16 c01 = sums.get(first + 1);
            Float16 c02 = sums.get(first + 2);
            Float16 c03 = sums.get(first + 3);
            Float16 c10 = sums.get(first + 4);
            Float16 c11 = sums.get(first + 5);
            Float16 c12 = sums.get(first + 6);
            Float16 c13 = sums.get(first + 7);
            Float16 c20 = sums.get(first + 8);
            Float16 c21 = sums.get(first + 9);
            Float16 c22 = sums.get(first + 10);
            Float16 c23 = sums.get(first + 11);
            Float16 c30 = sums.get(first + 12);
            Float16 c31 = sums.get(first + 13);
            Float16 c32 = sums.get(first + 14);
            Float16 c33 = sums.get(first + 15);
            int left = (block * columns + i * Moments.TILE) * height;
            int right = (block * columns + j * Moments.TILE) * height;
            int bottom = left + height;
            while (left < bottom) {
              Float16 a0 = z.get(left);
              Float16 a1 = z.get(left + height);
              Float16 a2 = z.get(left + 2 * height);
              Float16 a3 = z.get(left + 3 * height);
              Float16 b0 = z.get(right);
              Float16 b1 = z.get(right + height);
              Float16 b2 = z.get(right + 2 * height);
              Float16 b3 = z.get(right + 3 * height);
              c00 = Float16.add(c00, Float16.mult(a0, b0));
              c01 = Float16.add(c01, Float16.mult(a0, b1));
              c02 = Float16.add(c02, Float16.mult(a0, b2));
              c03 = Float16.add(c03, Float16.mult(a0, b3));
              c10 = Float16.add(c10, Float16.mult(a1, b0));
              c11 = Float16.add(c11, Float16.mult(a1, b1));
              c12 = Float16.add(c12, Float16.mult(a1, b2));
              c13 = Float16.add(c13, Float16.mult(a1, b3));
              c20 = Float16.add(c20, Float16.mult(a2, b0));
              c21 = Float16.add(c21, Float16.mult(a2, b1));
              c22 = Float16.add(c22, Float16.mult(a2, b2));
              c23 = Float16.add(c23, Float16.mult(a2, b3));
              c30 = Float16.add(c30, Float16.mult(a3, b0));
              c31 = Float16.add(c31, Float16.mult(a3, b1));
              c32 = Float16.add(c32, Float16.mult(a3, b2));
              c33 = Float16.add(c33, Float16.mult(a3, b3));
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

  /** Adds the vectors' lanes to the moments and begins anew. */
  private static void flush(
      int group, VectorFloat16 sums, double[] moments, int columns, int origin, int cells) {
    int edge = columns / Moments.TILE;
    int corner = group * columns * columns;
    int k = origin;
    for (int i = 0; i < edge; i++) {
      for (int j = i; j < edge; j++) {
        for (int cell = 0; cell < cells; cell++) {
          int a = i * Moments.TILE + cell / 4;
          int b = j * Moments.TILE + cell % 4;
          moments[corner + a * columns + b] += Lanes.sum(sums.get(k));
          sums.set(k, Lanes.all(0f));
          k++;
        }
      }
    }
  }
}
