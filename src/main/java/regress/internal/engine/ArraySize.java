package regress.internal.engine;

import regress.engine.EngineException;

/** Sizes of arrays, which are never more than an int counts. */
public final class ArraySize {
  /** Most values in one array; some JVMs and devices take a few less than an int counts. */
  public static final int MOST = Integer.MAX_VALUE - 1024;

  private ArraySize() {}

  /** rows x columns as an array's length; refused where one array does not hold so many values. */
  public static int of(long rows, long columns) {
    if (columns > 0 && rows > MOST / columns) {
      throw EngineException.failed(
          "The data are "
              + rows
              + " x "
              + columns
              + " values, more than one array holds (2^31). Fit fewer rows or features.",
          null);
    }
    return (int) (rows * columns);
  }
}
