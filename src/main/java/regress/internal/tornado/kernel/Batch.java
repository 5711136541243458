package regress.internal.tornado.kernel;

/**
 * How the data of many fits lie side by side, and their moments: a block is as many fits as a
 * vector has lanes, one a lane.
 *
 * <p>Data: block after block and in it row after row, a vector for every feature and one for the
 * target, mapped; zeros behind a fit's last row, which add nothing to any sum. Moments: for every
 * block {@link #terms} terms of a value a lane: the sum of every column, and of the products of
 * every two, the earlier column first.
 */
public final class Batch {
  // The shape.
  public static final int BLOCKS = 0;
  public static final int GROUPS = 1; // Of one work-item each.
  public static final int FEATURES = 2; // p, of every fit.
  public static final int RUN = 3; // Rows over which lanes add before float64 does.
  public static final int FIRST = 4; // Rows of all blocks before each, and in the end of all.

  private Batch() {}

  /** Terms of a block, for p features. */
  public static int terms(int features) {
    return product(features + 1, 0, features);
  }

  /** Term: the sum of products of two columns, a no later than b; p is the target's. */
  public static int product(int a, int b, int features) {
    return (a + 1) * (features + 1) + b;
  }
}
