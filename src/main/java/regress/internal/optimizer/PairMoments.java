package regress.internal.optimizer;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * <p>Blocks of rows add up in their order, whatever the number of threads.
 */
final class PairMoments {
  /** Each block leaves a square. */
  private static final int MOST_BLOCKS = 32;

  /** Rows of which the products of two columns are summed, before others are. */
  private static final int ROWS = 4096;

  /** Values of such rows, for each thread: a second cache holds them. */
  private static final int VALUES = 1 << 17;

  /** Columns that meet each of the others one after the other, while the first cache holds it. */
  private static final int PANEL = 8;

  private final Rows rows;
  private final MappedWindow[] windows;
  private final int window;
  private final Lanes sums;
  private final int size;

  /** Sums products of two columns. */
  interface Lanes {
    /** Adds those of a window whose rows are all filled. */
    void add(MappedWindow z, int a, int b);

    /** All that was added; the next sum begins. */
    Pair take();
  }

  /** For blocks, one after the other. */
  private PairMoments(Rows rows, AffineMap map, boolean isExact) {
    this.rows = rows;
    this.size = rows.columns() + 1;
    this.window = isExact ? ProductSums.WINDOW : (int) Math.min(PairSums.MOST_WINDOW, rows.count());
    this.sums = isExact ? new ProductSums() : new PairSums(window);
    int together = (int) Math.min(Math.min(VALUES / size, ROWS), rows.count());
    this.windows = new MappedWindow[Math.max(together - 1, 0) / window + 1];
    Arrays.setAll(windows, k -> new MappedWindow(rows, map, window, !isExact));
  }

  /** p + 2 rows of as many columns, of which those from the diagonal on are filled. */
  static Pairs[] of(Rows rows, AffineMap map) {
    return of(rows, map, false);
  }

  /** The same of columns that a map rounds nothing of, with the error of {@link ProductSums}. */
  static Pairs[] ofExact(Rows rows, AffineMap map) {
    return rows.count() <= ProductSums.FEW ? ofFew(rows, map) : of(rows, map, true);
  }

  private static Pairs[] of(Rows rows, AffineMap map, boolean isExact) {
    int blocks = (int) Math.min(MOST_BLOCKS, (rows.count() - 1) / ROWS + 1);
    long blockRows = ((rows.count() - 1) / blocks / ROWS + 1) * ROWS;
    Pairs[][] parts = new Pairs[(int) ((rows.count() - 1) / blockRows + 1)][];
    Queue<PairMoments> idle = new ConcurrentLinkedQueue<>(); // One for each thread.
    HostCrew.share(
        parts.length,
        rows.values(),
        k -> {
          PairMoments there = idle.poll();
          PairMoments moments = there == null ? new PairMoments(rows, map, isExact) : there;
          parts[k] = moments.block(k * blockRows, blockRows);
          idle.add(moments);
        });
    for (int k = 1; k < parts.length; k++) {
      for (int a = 0; a < parts[0].length; a++) {
        for (int b = a; b < parts[0].length; b++) {
          parts[0][a].add(b, parts[k][a].get(b));
        }
      }
    }
    return parts[0];
  }

  private static Pairs[] square(int size) {
    Pairs[] square = new Pairs[size];
    Arrays.setAll(square, a -> Pairs.of(size));
    return square;
  }

  private static Pairs[] ofFew(Rows rows, AffineMap map) {
    int count = (int) rows.count();
    var z = new MappedWindow(rows, map, count + count % 2, false);
    z.read(0, count);
    Pairs[] square = square(z.high.length);
    square[0].set(0, Pair.of(count));
    for (int b = 1; b < square.length; b++) {
      for (int a = 0; a <= b; a++) {
        square[a].set(b, ProductSums.ofFew(z.high[a], z.high[b]));
      }
    }
    return square;
  }

  private Pairs[] block(long first, long blockRows) {
    long end = Math.min(first + blockRows, rows.count());
    long together = (long) windows.length * window;
    Pairs[] square = square(size);
    square[0].set(0, Pair.of(end - first));
    for (long row = first; row < end; row += together) {
      add(row, Math.min(row + together, end), square);
    }
    return square;
  }

  private void add(long first, long end, Pairs[] square) {
    int some = (int) ((end - first - 1) / window + 1);
    for (int k = 0; k < some; k++) {
      long row = first + (long) k * window;
      windows[k].readFilled(row, (int) Math.min(window, end - row));
    }
    for (int panel = 0; panel < size; panel += PANEL) {
      for (int b = Math.max(panel, 1); b < size; b++) {
        for (int a = panel; a < Math.min(panel + PANEL, b + 1); a++) {
          for (int k = 0; k < some; k++) {
            sums.add(windows[k], a, b);
          }
          square[a].add(b, sums.take());
        }
      }
    }
  }

  /** Of products without an error. */
  private record PairSums(Pairs lanes) implements Lanes {
    static final int MOST_WINDOW = 128;

    PairSums(int window) {
      this(Pairs.of(window));
    }

    @Override
    public void add(MappedWindow z, int a, int b) {
      lanes.addProducts(lanes.high().length, z.high[a], z.low[a], z.high[b], z.low[b]);
    }

    @Override
    public Pair take() {
      return lanes.folded();
    }
  }
}
