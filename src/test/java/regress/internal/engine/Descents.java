package regress.internal.engine;

import java.util.List;
import regress.engine.Progress;
import regress.internal.optimizer.GradientDescent;

/** Descents by an engine of a test's choice. */
public final class Descents {

  private Descents() {}

  public static Descended fit(
      Engine engine, Problem problem, Descent descent, Execution execution, Progress progress) {
    return fit(engine, List.of(problem), List.of(descent), execution, progress).getFirst();
  }

  /** Side by side. */
  public static List<Descended> fitAll(
      Engine engine, List<Problem> problems, List<Descent> descents, Execution execution) {
    return fit(engine, problems, descents, execution, Progress.NONE);
  }

  private static List<Descended> fit(
      Engine engine,
      List<Problem> problems,
      List<Descent> descents,
      Execution execution,
      Progress progress) {
    Problem first = problems.getFirst();
    Descent like = descents.getFirst();
    Work work =
        new Work(
            problems.size(), first.samples(), first.featureCount(), like.epochs(), like.loss());
    Choice choice = Choice.of(engine, execution, work).watchedBy(progress);
    return GradientDescent.fit(choice, problems, descents, progress);
  }
}
