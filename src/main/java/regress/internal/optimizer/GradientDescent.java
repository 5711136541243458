package regress.internal.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import regress.engine.EngineException;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Choice;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;
import regress.internal.engine.Sums;
import regress.internal.kernel.GradientDescent64;
import regress.internal.kernel.StopRule;

/**
 * Plain gradient descent: on moments, where one pass over the rows is all that a session runs; on
 * the rows by the session itself, where it can; or else, pass by pass, from here.
 */
public final class GradientDescent {
  private GradientDescent() {}

  /**
   * Runs m independent descents in one session, on problems of the same number of features and any
   * number of rows. The attestation of each has the bytes and times of all.
   */
  public static List<Descended> fit(
      Choice choice, List<Problem> problems, List<Descent> descents, Progress progress) {
    try (Session session = choice.open(problems)) {
      if (choice.mode() != Mode.GRAM) {
        return onRows(choice, session, problems, descents, progress);
      }
      List<ColumnMoments> moments = session.moments();
      List<End> ends =
          MomentEpochs.run(
              fit -> moments.get(fit).settle(problems.get(fit).map()),
              descents,
              choice.placement().precision());
      return ends.stream().map(end -> Descended.of(end, session, Mode.GRAM)).toList();
    }
  }

  private static List<Descended> onRows(
      Choice choice,
      Session session,
      List<Problem> problems,
      List<Descent> descents,
      Progress progress) {
    Mode mode = choice.mode();
    List<Descent> all =
        mode == Mode.DIRECT
            ? descents
            : IntStream.range(0, problems.size())
                .mapToObj(fit -> withRate(descents.get(fit), problems.get(fit)))
                .toList();
    List<Optional<End>> ends = session.descend(mode, all, progress);
    List<Descended> descended = new ArrayList<>();
    for (int fit = 0; fit < ends.size(); fit++) {
      Problem problem = problems.get(fit);
      Descent descent = all.get(fit);
      descended.add(
          ends.get(fit)
              .map(end -> Descended.of(end, session, mode))
              .orElseGet(() -> byPasses(choice, problem, descent, progress)));
    }
    return descended;
  }

  private static Descent withRate(Descent descent, Problem problem) {
    if (descent.learningRate() > 0) {
      return descent;
    }
    Problem framed = problem.in(AffineMap.framing(problem.rows().spread()));
    ColumnMoments moments = ColumnMoments.of(framed, Precision.FLOAT64);
    return LearningRate.of(descent, moments.settle(problem.map()));
  }

  /** What every session can do, wherever its rows are. */
  private static Descended byPasses(
      Choice choice, Problem problem, Descent descent, Progress progress) {
    try (Session session = choice.open(List.of(problem))) {
      Precision precision = choice.placement().precision();
      DoubleStream.Builder history = DoubleStream.builder();
      int[] shape = {problem.samples(), problem.featureCount(), 1, problem.samples()};
      double[] w = precision.round(descent.start().clone());
      double[] gradient = new double[w.length];
      double[] state = new double[StopRule.STATE_LENGTH];
      double[] rule = descent.rule();
      while (state[StopRule.EPOCH] < descent.epochs()
          && state[StopRule.STATUS] == StopRule.RUNNING) {
        EngineException.requireUninterrupted();
        Sums sums = session.sums(descent.loss(), List.of(w)).getFirst();
        double[] values = {sums.values()};
        GradientDescent64.step(w, values, sums.slopes(), gradient, state, rule, shape);
        precision.round(w);
        history.add(state[StopRule.LOSS]);
        progress.epoch((int) state[StopRule.EPOCH], state[StopRule.LOSS]);
      }
      return Descended.of(new End(w, state, history.build().toArray()), session, choice.mode());
    }
  }
}
