package regress.internal.tornado;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import regress.engine.Attestation;
import regress.engine.EngineException;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Progress;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;
import regress.internal.engine.Sums;

/**
 * Passes on a TornadoVM device, by shared plans: over many small problems side by side, over others
 * one after the other. Descents run one after the other.
 */
final class TornadoSession implements Session {
  private final Plans plans;
  private final List<Problem> problems;
  private final Placement where;
  private final Meter meter = new Meter();

  TornadoSession(Plans plans, List<Problem> problems, Placement where) {
    this.plans = plans;
    this.problems = problems;
    this.where = where;
  }

  @Override
  public Session watchedBy(Progress progress) {
    meter.tell(() -> progress.compiling(where.device()));
    return this;
  }

  private PlanKey key(Purpose purpose, Problem problem, Loss loss) {
    Memory memory = Devices.memory(where.device()).atMost(where.memory());
    int rows = problem.samples();
    int features = problem.featureCount();
    return new PlanKey(
            purpose,
            where.precision(),
            rows,
            features,
            where.device(),
            memory,
            loss.kind(),
            where.kernels(),
            0)
        .roomy();
  }

  @Override
  public List<Sums> sums(Loss loss, List<double[]> parameters) {
    Sums[] sums = new Sums[problems.size()];
    for (List<Integer> execution : new Batches(problems, where).executions(Purpose.SUMS)) {
      List<Problem> together = execution.stream().map(problems::get).toList();
      List<double[]> theirs = execution.stream().map(parameters::get).toList();
      PlanKey key = key(Purpose.SUMS, together, loss);
      scatter(plans.take(key, plan -> plan.sums(together, loss, theirs, meter)), execution, sums);
    }
    return Arrays.asList(sums);
  }

  @Override
  public List<ColumnMoments> moments() {
    ColumnMoments[] moments = new ColumnMoments[problems.size()];
    for (List<Integer> execution : new Batches(problems, where).executions(Purpose.MOMENTS)) {
      List<Problem> together = execution.stream().map(problems::get).toList();
      PlanKey key = key(Purpose.MOMENTS, together, Loss.SQUARED);
      scatter(plans.take(key, plan -> plan.moments(together, meter)), execution, moments);
    }
    return Arrays.asList(moments);
  }

  private static <T> void scatter(List<T> some, List<Integer> places, T[] all) {
    for (int i = 0; i < some.size(); i++) {
      all[places.get(i)] = some.get(i);
    }
  }

  private PlanKey key(Purpose purpose, List<Problem> together, Loss loss) {
    return together.size() == 1
        ? key(purpose, together.getFirst(), loss)
        : BatchLayout.of(together, where.precision())
            .key(purpose, loss.kind(), where.precision(), where.device())
            .with(where.kernels());
  }

  @Override
  public List<Optional<End>> descend(Mode mode, List<Descent> descents, Progress progress) {
    return IntStream.range(0, problems.size())
        .mapToObj(i -> descend(mode, problems.get(i), descents.get(i), progress))
        .toList();
  }

  /** Empty where not all rows fit on the device at once. */
  private Optional<End> descend(Mode mode, Problem problem, Descent descent, Progress progress) {
    PlanKey key = key(Purpose.of(mode), problem, descent.loss());
    if (!Footprint.of(key).fits(key.memory())) {
      return Optional.empty();
    }
    try {
      return plans.take(key, plan -> plan.descend(problem, descent, progress, meter));
    } catch (EngineException | OutOfMemoryError e) {
      if (!Plans.isOutOfMemory(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Override
  public Attestation attestation(Mode mode, int epochs) {
    return meter.attestation(where, mode, epochs);
  }

  /** Plans stay, and so do data, for those who come next. */
  @Override
  public void close() {}
}
