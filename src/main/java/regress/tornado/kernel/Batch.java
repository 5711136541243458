package regress.tornado.kernel;

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
  /** Index into the shape: blocks. */
  public static final int BLOCKS = 0;

  /** Index into the shape: work-groups, of one work-item each. */
  public static final int GROUPS = 1;

  /** Index into the shape: p, feature columns of every fit. */
  public static final int FEATURES = 2;

  /** Index into the shape: rows over which lanes add before float64 does. */
  public static final int RUN = 3;

  /** Index into the shape: rows of all blocks before each, and in the end of all. */
  public static final int FIRST = 4;

  private Batch() {}

  /** Terms of a block, for p features. */
  public static int terms(int features) {
    return product(features + 1, 0, features);
  }

  /** Term: the sum of a column; features are columns 0 to p - 1, the target is column p. */
  public static int sum(int column) {
    return column;
  }

  /** Term: the sum of products of two columns, a no later than b. */
  public static int product(int a, int b, int features) {
    return (a + 1) * (features + 1) + b;
  }
}
