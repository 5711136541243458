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
import regress.engine.Execution;
import regress.engine.Mode;
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
    return "tornado";
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
    absence().ifPresent(reason -> refuse(reason));
    Device device = Selection.device(this, execution.device());
    Mode mode =
        execution.mode() == Mode.AUTO
            ? auto.choose(this, device, execution.precision(), problem, descent.epochs())
            : Selection.mode(this, execution.mode());
    PlanKey key =
        new PlanKey(
            mode,
            execution.precision(),
            problem.samples(),
            problem.featureCount(),
            device,
            Devices.memory(device).atMost(execution.memory()));
    return Plans.shared().fit(key, problem, descent, progress);
  }

  private static void refuse(String reason) {
    throw EngineException.notThere(reason + " Choose engine auto or jvm to fit without it.");
  }
}
