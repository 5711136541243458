package regress.tornado;

import java.util.List;
import java.util.Optional;
import regress.engine.AutoMode;
import regress.engine.CostCache;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Device;
import regress.engine.Engine;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Execution;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.engine.Selection;

/**
 * Fits on a TornadoVM device. This class itself loads without TornadoVM and then says that it is
 * absent; everything that knows TornadoVM's types is behind {@link Devices} and {@link Plans}.
 */
public final class TornadoEngine implements Engine {
  private final AutoMode auto = new AutoMode(CostCache.ofUser());

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

  /** A device that was asked for is obeyed; else {@link Placement} chooses. */
  @Override
  public Device device(String id, Mode mode, Precision precision, long samples, int features) {
    return id.equals(Engines.AUTO) && !devices().isEmpty()
        ? Placement.choose(devices(), mode, precision, samples, features)
        : Selection.device(this, id);
  }

  @Override
  public List<Mode> modes() {
    return List.of(Mode.FUSED, Mode.UNROLLED, Mode.STEPWISE, Mode.GRAM);
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Execution execution, Progress progress) {
    absence().ifPresent(reason -> refuse(reason));
    int n = problem.samples();
    int p = problem.featureCount();
    Mode mode = mode(execution, problem, descent.epochs());
    Device device = device(execution.device(), mode, execution.precision(), n, p);
    Memory memory = Devices.memory(device).atMost(execution.memory());
    PlanKey key = new PlanKey(mode, execution.precision(), n, p, device, memory).roomy();
    return Plans.shared().fit(key, problem, descent, progress);
  }

  @Override
  public List<Descended> fitAll(
      List<Problem> problems, List<Descent> descents, Execution execution) {
    absence().ifPresent(reason -> refuse(reason));
    Device device = Selection.device(this, execution.device());
    if (problems.isEmpty()) {
      return List.of();
    }
    int epochs = descents.getFirst().epochs();
    Mode mode = mode(execution, problems.getFirst(), epochs);
    Execution chosen =
        new Execution(mode, execution.precision(), execution.device(), execution.memory());
    return Batches.serve(mode, device, problems.getFirst().featureCount())
        ? new Batches(this, device, chosen).fit(problems, descents)
        : Engine.super.fitAll(problems, descents, chosen);
  }

  private Mode mode(Execution execution, Problem problem, int epochs) {
    return execution.mode() == Mode.AUTO
        ? auto.choose(this, execution, problem, epochs)
        : Selection.mode(this, execution.mode());
  }

  private static void refuse(String reason) {
    throw EngineException.notThere(reason + " Choose engine auto or jvm to fit without it.");
  }
}
