package regress.reference;

import java.util.List;
import java.util.Optional;
import regress.engine.Device;
import regress.engine.Engine;
import regress.engine.Engines;
import regress.engine.JvmEngine;
import regress.engine.Mode;
import regress.engine.Placement;
import regress.engine.Problem;
import regress.engine.Session;

/**
 * Least squares by Commons Math's QR decomposition: what a descent converges to, without
 * descending. Always in float64; start, learning rate and stopping have no meaning here.
 */
public final class ReferenceEngine implements Engine {

  @Override
  public String name() {
    return Engines.REFERENCE;
  }

  @Override
  public Optional<String> absence() {
    return Optional.empty();
  }

  @Override
  public List<Device> devices() {
    return new JvmEngine().devices();
  }

  @Override
  public List<Mode> modes() {
    return List.of(Mode.DIRECT);
  }

  @Override
  public Session open(List<Problem> problems, Placement where) {
    return new ReferenceSession(problems, where.device());
  }
}
