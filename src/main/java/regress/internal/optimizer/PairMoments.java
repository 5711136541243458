package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.internal.crew.HostCrew;
import regress.internal.engine.AffineMap;

/**
 * Sums of products of ones, features and target in pairs, by one pass over the rows:
 *
 * <pre>
 *   entry (a, b) = sum_i z_ia z_ib        a <= b
 * </pre>
 *
 * <p>A tile of rows adds lane by lane, some tiles fold into a pair, and blocks of rows add up in
 * their order, whatever the number of threads.
 */
final class PairMoments {
  private static final int TILE_ROWS = 128;

  /** Tiles that fold together: enough to make folding cheap. */
  private static final int MOST_TILES = 32;

  /** Values of those tiles, high and low, which the second cache holds. */
  private static final int MOST_VALUES = 1 << 16;

  /** Columns of which the sums of a block, lane by lane, take little of that cache. */
  private static final int MOST_WIDE = 16;

  /** Each block leaves a square. */
  private static final int MOST_BLOCKS = 32;

  private final Rows rows;
  private final MappedWindow[] tiles;
  private final Pairs lanes;

  /** Sums of a block lane by lane, one for each entry; none where they would take too much. */
  private final Pairs[] wide;

  private final int size;
  private Pairs[] square;

  /** For blocks, one after the other. */
  private PairMoments(Rows rows, AffineMap map, int size) {
    this.rows = rows;
    int tileRows = (int) Math.min(TILE_ROWS, rows.count());
    this.lanes = Pairs.of(tileRows);
    int fitting = MOST_VALUES / (2 * TILE_ROWS * size);
    long there = (rows.count() - 1) / TILE_ROWS + 1;
    this.tiles = new MappedWindow[(int) Math.min(there, Math.clamp(fitting, 4, MOST_TILES))];
    this.size = size;
    this.wide = new Pairs[size <= MOST_WIDE && there > tiles.length ? size * size : 0];
    Arrays.setAll(wide, entry -> Pairs.of(tileRows));
    for (int k = 0; k < tiles.length; k++) {
      tiles[k] = new MappedWindow(rows, map, tileRows);
    }
  }

  /** p + 2 rows of as many columns, of which those from the diagonal on are filled. */
  static Pairs[] of(Rows rows, AffineMap map) {
    int size = rows.columns() + 1;
    long grain = (long) TILE_ROWS * MOST_TILES;
    int blocks = (int) Math.min(MOST_BLOCKS, (rows.count() - 1) / grain + 1);
    long blockRows = ((rows.count() - 1) / blocks / TILE_ROWS + 1) * TILE_ROWS;
    Pairs[][] parts = new Pairs[blocks][];
    HostCrew.stretches(
        blocks,
        rows.values(),
        (from, to) -> {
          var moments = new PairMoments(rows, map, size);
          for (int k = from; k < to; k++) {
            parts[k] = moments.block(k * blockRows, blockRows);
          }
        });
    for (int k = 1; k < blocks; k++) {
      for (int a = 0; a < size; a++) {
        for (int b = a; b < size; b++) {
          parts[0][a].set(b, parts[0][a].get(b).plus(parts[k][a].get(b)));
        }
      }
    }
    return parts[0];
  }

  private Pairs[] block(long first, long blockRows) {
    long end = Math.min(first + blockRows, rows.count());
    long together = (long) tiles.length * TILE_ROWS;
    square = new Pairs[size];
    for (int a = 0; a < size; a++) {
      square[a] = Pairs.of(size);
    }
    for (long row = first; row < end; row += together) {
      add(row, Math.min(row + together, end));
    }
    for (int entry = 0; entry < wide.length; entry++) {
      square[entry / size].set(entry % size, wide[entry].folded());
    }
    return square;
  }

  private void add(long first, long end) {
    int some = (int) ((end - first - 1) / TILE_ROWS + 1);
    for (int k = 0; k < some; k++) {
      tiles[k].read(first + k * TILE_ROWS, count(k, first, end));
    }
    for (int a = 0; a < square.length; a++) {
      for (int b = a; b < square.length; b++) {
        for (int k = 0; k < some; k++) {
          MappedWindow z = tiles[k];
          int count = count(k, first, end);
          if (a == 0) {
            lanes.add(count, z.high[b], z.low[b]);
          } else {
            lanes.addProducts(count, z.high[a], z.low[a], z.high[b], z.low[b]);
          }
        }
        take(a, b);
      }
    }
  }

  /** Takes the lanes, which begin anew. */
  private void take(int a, int b) {
    if (wide.length == 0) {
      square[a].set(b, square[a].get(b).plus(lanes.folded()));
    } else {
      wide[a * size + b].add(lanes);
      lanes.clear();
    }
  }

  private static int count(int tile, long first, long end) {
    return (int) Math.min(TILE_ROWS, end - first - (long) tile * TILE_ROWS);
  }
}
