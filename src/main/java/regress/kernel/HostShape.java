package regress.kernel;

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
  public static final int TILE_ROWS = 512;

  private static final int MOST_TILES = 8;

  /** Feature values in a block with several tiles, divided by a tile's rows: half of an L2. */
  private static final int TILES_TIMES_FEATURES = 256;

  private HostShape() {}

  /** As {@link Shape#of}: the blocks depend on n and p alone, and so does the order of all sums. */
  public static int[] of(int rows, int features) {
    int tiles = Math.clamp(TILES_TIMES_FEATURES / features, 1, MOST_TILES);
    int blockRows = tiles * TILE_ROWS;
    return new int[] {rows, features, (rows - 1) / blockRows + 1, blockRows};
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
