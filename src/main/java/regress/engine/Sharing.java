package regress.engine;

import java.util.stream.IntStream;
import regress.kernel.HostShape;

/** Whether the host works on a problem with one thread or with several. */
final class Sharing {

  private Sharing() {}

  /** Whether an epoch is long enough for a second thread to bring more than it costs. */
  static boolean isWorthwhile(Problem problem) {
    return values(problem) >= HostShape.WORTH_SHARING;
  }

  /** The most threads that are worth what they cost. */
  static long threads(Problem problem) {
    return values(problem) / HostShape.WORTH_SHARING + 1;
  }

  /** 0 to count - 1, in parallel where that is worthwhile. */
  static IntStream range(int count, Problem problem) {
    IntStream range = IntStream.range(0, count);
    return isWorthwhile(problem) ? range.parallel() : range;
  }

  private static long values(Problem problem) {
    return HostShape.values(problem.samples(), problem.featureCount());
  }
}
