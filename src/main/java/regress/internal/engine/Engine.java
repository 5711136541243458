package regress.internal.engine;

import java.util.List;
import java.util.Optional;
import regress.engine.Device;
import regress.engine.Mode;

/**
 * Something that executes passes over rows. Implementations are stateless towards their callers,
 * may be called by several threads at once, and are found through {@link java.util.ServiceLoader};
 * {@link Choice} chooses among them, and between modes and devices where that is left open.
 */
public interface Engine {
  /** The name users choose it by. */
  String name();

  /** One sentence that says why this engine cannot run here, or empty when it can. */
  default Optional<String> absence() {
    return Optional.empty();
  }

  /** The devices it can use, the default one first; empty when it is absent. */
  List<Device> devices();

  /** The modes it can run, the one first that serves any fit. */
  List<Mode> modes();

  /** Gives back what is kept for later sessions: compiled code, and data on devices. */
  default void release() {}

  /** Begins a session over problems of the same number of features and any number of rows. */
  Session open(List<Problem> problems, Placement where);
}
