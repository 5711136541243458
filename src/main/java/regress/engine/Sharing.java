package regress.engine;

import java.util.function.IntConsumer;
import regress.kernel.HostShape;

/** Whether the host works on a problem with one thread or with several. */
final class Sharing {

  private Sharing() {}

  /** Whether an epoch is long enough for a second thread to bring more than it costs. */
  static boolean isWorthwhile(Problem problem) {
    return values(problem) >= HostShape.WORTH_SHARING;
  }

  /** The most threads that are worth what they cost, for work in so many parts. */
  static int threads(int parts, Problem problem) {
    long worthwhile = Math.min(values(problem) / HostShape.WORTH_SHARING + 1, parts);
    return (int) Math.min(worthwhile, Runtime.getRuntime().availableProcessors());
  }

  /** Does work for 0 to count - 1, by several threads where that is worthwhile. */
  static void forEach(int count, Problem problem, IntConsumer work) {
    HostCrew.forEach(count, threads(count, problem), work);
  }

  private static long values(Problem problem) {
    return HostShape.values(problem.samples(), problem.featureCount());
  }
}
