package regress.internal.kernel;

/**
 * The shape of a problem as a JVM reads it fastest: rows cut into tiles, and blocks of a few tiles
 * that are worked on by one thread.
 *
 * <p>Every tile of a column is an array of its own. HotSpot's compiler vectorises a loop only where
 * it can tell that what it writes is not read at another index: all arrays of one type must be read
 * and written at the same one, which columns that follow each other in one array are not.
 */
public final class HostShape {
  /** Rows in every tile but the last: enough to make a loop's scalar ends cheap, few for L1. */
  public static final int TILE_ROWS = 256;

  /** Values read an epoch below which a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 16;

  /** Most rows that are summed in one float32 lane. */
  private static final int MOST_TILES = 32;

  /** As many are summed at a time. */
  private static final int FEWEST_TILES = 4;

  /** Tiles of features in a block with more than the fewest: half of an L2 in float64. */
  private static final int TILES_TIMES_FEATURES = 128;

  /** Each block leaves a square of moments, which is as many values as rows where p is large. */
  private static final int MOST_SQUARES = 256;

  private HostShape() {}

  /** As {@link Shape#of}: the blocks depend on n and p alone, and so does the order of all sums. */
  public static int[] of(int rows, int features) {
    int fitting = TILES_TIMES_FEATURES / features / FEWEST_TILES * FEWEST_TILES;
    int tiles = Math.clamp(fitting, FEWEST_TILES, MOST_TILES);
    if (values(rows, features) >= WORTH_SHARING) { // Then two threads have a block each.
      tiles = Math.min(tiles, (tiles(rows) + 1) / 2);
    }
    return shape(rows, features, tiles);
  }

  /** Blocks for moments, at most {@link #MOST_SQUARES}. */
  public static int[] ofMoments(int rows, int features) {
    int times = (rows - 1) / (MOST_SQUARES * FEWEST_TILES * TILE_ROWS) + 1;
    return shape(rows, features, times * FEWEST_TILES);
  }

  private static int[] shape(int rows, int features, int tiles) {
    int blockRows = tiles * TILE_ROWS;
    return new int[] {rows, features, (rows - 1) / blockRows + 1, blockRows};
  }

  /** Values read an epoch: features and the target. */
  public static long values(int rows, int features) {
    return rows * (features + 1L);
  }

  /** Number of tiles. */
  public static int tiles(int rows) {
    return (rows - 1) / TILE_ROWS + 1;
  }

  /** Rows of one tile. */
  public static int tileRows(int tile, int rows) {
    return Math.min(TILE_ROWS, rows - tile * TILE_ROWS);
  }
}
