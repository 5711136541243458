package regress.engine;

import java.util.function.IntConsumer;
import regress.data.Rows;
import regress.kernel.HostShape;

/** Whether the host works on rows with one thread or with several. */
public final class Sharing {

  private Sharing() {}

  /** Whether a pass is long enough for a second thread to bring more than it costs. */
  public static boolean isWorthwhile(Rows rows) {
    return values(rows) >= HostShape.WORTH_SHARING;
  }

  /** The most threads that are worth what they cost, for work in so many parts. */
  static int threads(int parts, Rows rows) {
    long worthwhile = Math.min(values(rows) / HostShape.WORTH_SHARING + 1, parts);
    return (int) Math.min(worthwhile, Runtime.getRuntime().availableProcessors());
  }

  /** Does work for 0 to count - 1, by several threads where that is worthwhile. */
  public static void forEach(int count, Rows rows, IntConsumer work) {
    HostCrew.forEach(count, threads(count, rows), work);
  }

  private static long values(Rows rows) {
    return rows.count() * rows.columns();
  }
}
