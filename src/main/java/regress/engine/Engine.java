package regress.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that executes fits. Implementations are stateless towards their callers, may be called
 * by several threads at once, and are found through {@link java.util.ServiceLoader}; {@link Choice}
 * chooses among them, and between modes and devices where {@link Execution} leaves that open.
 */
public interface Engine {

  /** The name users choose it by. */
  String name();

  /** One sentence that says why this engine cannot run here, or empty when it can. */
  Optional<String> absence();

  /** The devices it can use, the default one first; empty when it is absent. */
  List<Device> devices();

  /** The modes it can run, the one first that serves any fit. */
  List<Mode> modes();

  /**
   * Runs a descent.
   *
   * @throws EngineException if the engine is absent, has no such device or mode, or the device
   *     fails
   * @throws regress.data.DataException if this engine has no answer for these data
   */
  Descended fit(Problem problem, Descent descent, Execution execution, Progress progress);

  /**
   * Runs independent descents. Here one after the other; an engine that can runs them side by side,
   * with the same results up to rounding. Where several share an execution, the attestation of each
   * has the bytes and times of the whole execution.
   *
   * @param problems m problems of the same number of features and any number of samples
   * @param descents m descents, one for each
   * @return m ends, in the same order
   * @throws EngineException as {@link #fit}
   */
  default List<Descended> fitAll(
      List<Problem> problems, List<Descent> descents, Execution execution) {
    List<Descended> ends = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      ends.add(fit(problems.get(i), descents.get(i), execution, Progress.NONE));
    }
    return ends;
  }
}
