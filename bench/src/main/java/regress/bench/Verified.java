package regress.bench;

import java.util.List;
import regress.data.Dataset;

/** What benchmarks do before they time anything. */
final class Verified {

  private Verified() {}

  /** Has TornadoVM start with the properties that regress sets, for benchmarks of graphs alone. */
  static void startTornado() {
    Strategy.all();
  }

  /**
   * Fits once.
   *
   * @throws IllegalStateException if the answer is wrong
   */
  static void fit(Strategy strategy, Case of, Dataset problem) {
    double[][] reference = Answers.descents(of, List.of(problem));
    double[][] answer = {strategy.fit(of, problem).parameters()};
    Answers.Check check = Answers.check(answer, reference, Answers.tolerance(of));
    if (!check.passed()) {
      throw new IllegalStateException(strategy + " answered wrongly, error " + check.error());
    }
  }
}
