package regress.tornado;

import java.util.List;
import java.util.Optional;
import regress.engine.Choice;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Device;
import regress.engine.Engine;
import regress.engine.Engines;
import regress.engine.Execution;
import regress.engine.Mode;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.engine.Work;

/**
 * Fits on a TornadoVM device. This class itself loads without TornadoVM and then says that it is
 * absent; everything that knows TornadoVM's types is behind {@link Devices} and {@link Plans}.
 */
public final class TornadoEngine implements Engine {
  @Override
  public String name() {
    return Engines.TORNADO;
  }

  @Override
  public Optional<String> absence() {
    return Presence.absence();
  }

  @Override
  public List<Device> devices() {
    return absence().isPresent() ? List.of() : Devices.list();
  }

  @Override
  public List<Mode> modes() {
    return List.of(Mode.FUSED, Mode.UNROLLED, Mode.STEPWISE, Mode.GRAM);
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Execution execution, Progress progress) {
    Work work = Work.of(problem, descent);
    Choice choice = Choice.of(this, execution, work);
    Device device = choice.device();
    Memory memory = Devices.memory(device).atMost(execution.memory());
    PlanKey key =
        new PlanKey(
            choice.mode(),
            execution.precision(),
            problem.samples(),
            work.features(),
            device,
            memory,
            descent.loss().kind(),
            0);
    return Plans.shared().fit(key.roomy(), problem, descent, progress);
  }

  @Override
  public List<Descended> fitAll(
      List<Problem> problems, List<Descent> descents, Execution execution) {
    if (problems.isEmpty()) {
      return List.of();
    }
    Work work = Work.of(problems.size(), problems.getFirst(), descents.getFirst());
    Choice choice = Choice.of(this, execution, work);
    Execution chosen =
        new Execution(choice.mode(), execution.precision(), execution.device(), execution.memory());
    return Batches.serve(choice.mode(), choice.device(), work.features())
        ? new Batches(this, choice.device(), chosen).fit(problems, descents)
        : Engine.super.fitAll(problems, descents, chosen);
  }
}
