package regress.internal.optimizer;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
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

  /** Values of such rows, for each thread: what a third cache holds of them. */
  private static final int VALUES = 1 << 18;

  /** Columns that meet each of the others, window by window, while the second cache holds them. */
  private static final int PANEL = 8;

  private final int size;
  private final int window;

  /** Of a panel's columns. */
  private final Lanes[] sums = new Lanes[PANEL];

  /** Those that were needed so far. */
  private final MappedWindow[] windows;

  /** Sums products of two columns. */
  interface Lanes {
    /** Adds those of a window whose rows are all filled. */
    void add(MappedWindow z, int a, int b);

    /** All that was added; the next sum begins. */
    Pair take();
  }

  /** For one thread, and one set of rows of so many columns after the other. */
  private PairMoments(int columns, int window, Supplier<Lanes> sums) {
    this.size = columns + 1;
    this.window = window;
    Arrays.setAll(this.sums, a -> sums.get());
    this.windows = new MappedWindow[(Math.min(VALUES / size, ROWS) - 1) / window + 1];
  }

  /** With the error of {@link ProductSums}, of columns that their map rounds nothing of. */
  static PairMoments ofExact(int columns) {
    return new PairMoments(columns, ProductSums.WINDOW, ProductSums::new);
  }

  /** p + 2 rows of as many columns, of which those from the diagonal on are filled. */
  static Pairs[] of(Rows rows, AffineMap map) {
    int window = (int) Math.min(PairSums.MOST_WINDOW, rows.count());
    return of(rows, map, () -> new PairMoments(rows.columns(), window, () -> new PairSums(window)));
  }

  /** The same by sums that are there, if these are all that is needed. */
  Pairs[] exact(Rows rows, AffineMap map) {
    if (rows.count() <= ProductSums.FEW) {
      return few(rows, map);
    }
    return rows.count() <= ROWS
        ? block(rows, map, 0, rows.count())
        : of(rows, map, () -> ofExact(size - 1));
  }

  private static Pairs[] of(Rows rows, AffineMap map, Supplier<PairMoments> made) {
    int blocks = (int) Math.min(MOST_BLOCKS, (rows.count() - 1) / ROWS + 1);
    long blockRows = ((rows.count() - 1) / blocks / ROWS + 1) * ROWS;
    Pairs[][] parts = new Pairs[(int) ((rows.count() - 1) / blockRows + 1)][];
    Queue<PairMoments> idle = new ConcurrentLinkedQueue<>(); // One for each thread.
    HostCrew.share(
        parts.length,
        rows.values(),
        k -> {
          PairMoments there = idle.poll();
          PairMoments moments = there == null ? made.get() : there;
          long first = k * blockRows;
          parts[k] = moments.block(rows, map, first, Math.min(first + blockRows, rows.count()));
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

  private Pairs[] few(Rows rows, AffineMap map) {
    int count = (int) rows.count();
    MappedWindow z = window(0);
    z.read(rows, map, 0, count);
    for (int b = 1; b < size; b++) {
      z.high[b][count] = 0; // Beside the last of an odd number.
    }
    Pairs[] square = square(size);
    square[0].set(0, Pair.of(count));
    for (int b = 1; b < size; b++) {
      for (int a = 0; a <= b; a++) {
        square[a].set(b, ProductSums.ofFew(count, z.high[a], z.high[b]));
      }
    }
    return square;
  }

  private Pairs[] block(Rows rows, AffineMap map, long first, long end) {
    long together = (long) windows.length * window;
    Pairs[] square = square(size);
    square[0].set(0, Pair.of(end - first));
    for (long row = first; row < end; row += together) {
      int some = (int) Math.min(together, end - row);
      for (int k = 0; k * window < some; k++) {
        int from = k * window;
        window(k).readFilled(rows, map, row + from, Math.min(window, some - from));
      }
      add((some - 1) / window + 1, square);
    }
    return square;
  }

  private MappedWindow window(int k) {
    if (windows[k] == null) {
      windows[k] = new MappedWindow(size - 1, window, sums[0] instanceof PairSums);
    }
    return windows[k];
  }

  /** Adds what so many windows have. */
  private void add(int some, Pairs[] square) {
    for (int panel = 0; panel < size; panel += PANEL) {
      for (int b = Math.max(panel, 1); b < size; b++) {
        int end = Math.min(panel + PANEL, b + 1);
        for (int k = 0; k < some; k++) {
          for (int a = panel; a < end; a++) {
            sums[a - panel].add(windows[k], a, b);
          }
        }
        for (int a = panel; a < end; a++) {
          square[a].add(b, sums[a - panel].take());
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
