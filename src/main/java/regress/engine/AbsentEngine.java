package regress.engine;

import java.util.List;
import java.util.Optional;

/** Stands for an engine that was not built in, so that asking for it has an answer. */
record AbsentEngine(String name, String reason) implements Engine {

  @Override
  public Optional<String> absence() {
    return Optional.of(reason);
  }

  @Override
  public List<Device> devices() {
    return List.of();
  }

  @Override
  public List<Mode> modes() {
    return List.of();
  }

  @Override
  public Session open(List<Problem> problems, Placement where) {
    throw EngineException.notThere(reason);
  }
}
