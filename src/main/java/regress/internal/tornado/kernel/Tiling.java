package regress.internal.tornado.kernel;

import regress.internal.kernel.Moments;

/**
 * How a data matrix lies in vectors, for the tiled Gram kernels.
 *
 * <p>Rows come in blocks; within a block each column is contiguous, {@link #HEIGHT} vectors of it,
 * and its columns follow each other: ones, features, target, and zeros up to a whole number of
 * tiles. Rows that fill up the last block are zero throughout, the column of ones included, and so
 * add nothing to any sum. One feature needs no tiles: there, the two columns of feature and target
 * are all, and a block is all that a work-group has, because a processor fetches ahead of long
 * stretches of memory alone.
 *
 * <p>A GPU's items read single values: with one lane to a vector and one vector to a block, the
 * matrix lies row after row.
 */
public final class Tiling {
  public static final int HEIGHT = 0; // Vectors of one column in one block.
  public static final int BLOCKS = 1;
  public static final int RUN = 2; // Blocks, or of one feature vectors, that add in float32.
  public static final int COLUMNS = 3; // A multiple of a tile's, or 2.
  public static final int CELLS = 4; // Of a tile: read, lest compilers unroll loops over them.

  /** So many vectors of four columns fill a quarter of a first-level cache. */
  private static final int MOST_HEIGHT = 32;

  /** 256 products a lane: what float32 adds up without harm. */
  private static final int RUN_VECTORS = 256;

  /** TornadoVM formats shorter vector arrays as text, at every execution. */
  private static final int FEWEST_VECTORS = 17;

  private Tiling() {}

  /** The numbers for n rows and p features in vectors of so many lanes, for so many work-groups. */
  public static int[] of(int rows, int features, int lanes, int groups) {
    int cells = Moments.TILE * Moments.TILE;
    if (lanes == 1) {
      return new int[] {1, rows, 1, Moments.stride(features), cells};
    }
    int vectors = (rows - 1) / lanes + 1;
    boolean isLine = features == 1;
    int height = isLine ? (vectors + groups - 1) / groups : Math.min(MOST_HEIGHT, vectors);
    int blocks = (vectors + height - 1) / height;
    int run = isLine ? RUN_VECTORS : RUN_VECTORS / height;
    return new int[] {height, blocks, run, isLine ? 2 : Moments.stride(features), cells};
  }

  /** Vectors in all, padding included. */
  public static long vectors(int[] tiling) {
    long vectors = (long) tiling[BLOCKS] * tiling[COLUMNS] * tiling[HEIGHT];
    return Math.max(vectors, FEWEST_VECTORS);
  }

  /** Vectors in which work-groups add: a tile for each on and above the diagonal of a square. */
  public static long sums(int[] tiling, int lanes, int groups) {
    long edge = lanes == 1 ? 0 : tiling[COLUMNS] / Moments.TILE;
    return edge * (edge + 1) / 2 * groups * tiling[CELLS];
  }
}
