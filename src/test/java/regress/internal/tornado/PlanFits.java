package regress.internal.tornado;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Progress;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Descents;
import regress.internal.engine.End;
import regress.internal.engine.Engine;
import regress.internal.engine.Execution;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;
import regress.internal.engine.Sums;

/** Fits by one plan of a test's own, as an engine does by shared ones. */
record PlanFits(PlanKey key, Strategy plan) implements Engine, AutoCloseable {

  static PlanFits of(PlanKey key) {
    return new PlanFits(key, Plans.make(key));
  }

  Descended fit(Problem problem, Descent descent, Progress progress) {
    return Descents.fit(this, problem, descent, execution(), progress);
  }

  List<Descended> fitAll(List<Problem> problems, List<Descent> descents) {
    return Descents.fitAll(this, problems, descents, execution());
  }

  private Execution execution() {
    return new Execution(modes().getFirst(), key.precision(), key.device().id());
  }

  @Override
  public String name() {
    return "tornado";
  }

  @Override
  public Optional<String> absence() {
    return Optional.empty();
  }

  @Override
  public List<Device> devices() {
    return List.of(key.device());
  }

  @Override
  public List<Mode> modes() {
    return List.of(
        switch (key.purpose()) {
          case SUMS -> Mode.FUSED;
          case MOMENTS -> Mode.GRAM;
          default -> Mode.valueOf(key.purpose().name());
        });
  }

  @Override
  public Session open(List<Problem> problems, Placement where) {
    Meter meter = new Meter();
    return new Session() {
      @Override
      public Session watchedBy(Progress progress) {
        meter.tell(() -> progress.compiling(where.device()));
        return this;
      }

      @Override
      public List<Sums> sums(Loss loss, List<double[]> parameters) {
        return plan.sums(problems, loss, parameters, meter);
      }

      @Override
      public List<ColumnMoments> moments() {
        return plan.moments(problems, meter);
      }

      @Override
      public List<Optional<End>> descend(Mode mode, List<Descent> descents, Progress progress) {
        return IntStream.range(0, problems.size())
            .mapToObj(i -> descend(problems.get(i), descents.get(i), progress))
            .toList();
      }

      private Optional<End> descend(Problem problem, Descent descent, Progress progress) {
        return key.purpose() == Purpose.SUMS
            ? Optional.empty()
            : plan.descend(problem, descent, progress, meter);
      }

      @Override
      public Attestation attestation(Mode mode, int epochs) {
        return meter.attestation(where, mode, epochs);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    plan.close();
  }
}
