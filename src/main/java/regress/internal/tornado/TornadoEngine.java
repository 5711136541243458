package regress.internal.tornado;

import java.util.List;
import java.util.Optional;
import regress.engine.Device;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.internal.engine.Engine;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;

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
  public void release() {
    if (absence().isEmpty()) {
      Plans.shared().close();
    }
  }

  @Override
  public Session open(List<Problem> problems, Placement where) {
    return new TornadoSession(Plans.shared(), problems, where);
  }
}
