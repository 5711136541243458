package regress.internal.kernel;

/**
 * The shape of a problem as kernels read it: n rows, p features, and the blocks of rows over which
 * sums are taken.
 *
 * <p>Every sum over rows is the sum, in order, of one partial sum a block. The blocks depend on n
 * alone, so a fit adds in the same order whatever runs it. Loops inside a block take their bounds
 * from the array, because device compilers unroll loops with constant bounds.
 */
public final class Shape {
  public static final int ROWS = 0; // n.
  public static final int FEATURES = 1; // p.
  public static final int BLOCKS = 2;
  public static final int BLOCK_ROWS = 3; // The last block may have fewer.

  private static final int SMALLEST_BLOCK = 256;
  private static final int MOST_BLOCKS = 256;

  private Shape() {}

  /** The numbers for n rows and p features, both at least 1. */
  public static int[] of(int rows, int features) {
    int wanted = Math.min(MOST_BLOCKS, Math.ceilDiv(rows, SMALLEST_BLOCK));
    int blockRows = Math.ceilDiv(rows, wanted);
    return new int[] {rows, features, Math.ceilDiv(rows, blockRows), blockRows};
  }

  /** First row of a block. */
  public static int firstRow(int block, int[] shape) {
    return block * shape[BLOCK_ROWS];
  }

  /** Row after the last of a block. */
  public static int endRow(int block, int[] shape) {
    int first = firstRow(block, shape);
    int left = Math.max(0, shape[ROWS] - first); // None in a block of a plan with more room.
    return first + Math.min(left, shape[BLOCK_ROWS]); // No sum overflows.
  }
}
