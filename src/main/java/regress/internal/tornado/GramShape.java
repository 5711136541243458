package regress.internal.tornado;

import regress.engine.Kernels;
import regress.internal.kernel.Moments;
import regress.internal.kernel.Shape;
import regress.internal.tornado.kernel.Tiling;
import regress.internal.tornado.kernel.WorkGroups;

/**
 * How kernels of moments see a problem: as {@link Tiling} lays it out, in vectors, or row after
 * row.
 *
 * @param samples n
 * @param features p
 * @param lanes rows in a vector
 * @param groups work-groups of an item each that share the rows; on a GPU, parts of the rows
 * @param items on a GPU, work-items in a group, each of which takes one moment of one part
 */
record GramShape(int samples, int features, int lanes, int groups, int items) {
  /** Multiplications below which a second work-group costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 16;

  /** Items that keep a GPU's unit busy. */
  private static final int ITEMS_OF_A_UNIT = 1 << 10;

  /** Rows of a part below which it brings less than its square costs the host. */
  private static final int FEWEST_ROWS = 16;

  /**
   * As many groups as run at once, or one where the data are few; on a GPU, as many parts as give
   * all of its units enough items.
   */
  static GramShape of(PlanKey key) {
    long square = Moments.square(key.features());
    int units = key.device().computeUnits();
    if (key.family() == Kernels.VECTOR) {
      double products = (double) key.rows() * square;
      int atOnce = key.device().isPrompt() ? 1 : units;
      int groups = (int) Math.min(atOnce, products / WORTH_SHARING + 1);
      int lanes = BlockedShape.lanes(key.precision());
      return new GramShape(key.rows(), key.features(), lanes, groups, 1);
    }
    long parts = (long) units * ITEMS_OF_A_UNIT / square;
    int groups = Math.clamp(parts, 1, key.rows() / FEWEST_ROWS + 1);
    int items = Math.min(WorkGroups.MOST_ITEMS, Devices.mostItems(key.device()));
    return new GramShape(key.rows(), key.features(), 1, groups, items);
  }

  /** The same groups over other rows. */
  GramShape with(int rows) {
    return new GramShape(rows, features, lanes, groups, items);
  }

  /** {@link Tiling}'s numbers. */
  int[] tiling() {
    return Tiling.of(samples, features, lanes, groups);
  }

  /** As kernels read it. */
  int[] forKernels() {
    int[] shape = Shape.of(samples, features);
    shape[Shape.BLOCKS] = squares();
    return shape;
  }

  /** Vectors that hold the matrix, padding included. */
  double vectors() {
    return Tiling.vectors(tiling());
  }

  /** Vectors in which groups add. */
  double sumVectors() {
    return Tiling.sums(tiling(), lanes, groups);
  }

  /** Squares of moments that are left. */
  private int squares() {
    return Math.min(groups, tiling()[Tiling.BLOCKS]);
  }

  /** Values of all squares. */
  double squareValues() {
    return (double) squares() * Moments.square(features);
  }

  /**
   * Work-items in all: one a group on a CPU, where the default would put all into one, on one core.
   */
  int allItems() {
    int all = lanes > 1 ? squares() : (int) squareValues();
    return (all + items - 1) / items * items;
  }
}
