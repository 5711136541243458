package regress.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses the mode of a fit that leaves it to us: the fastest by the cost models of the devices
 * that it could run on where they were measured ({@code regress explain} measures), and the
 * engine's preferred mode where one was not.
 */
public final class AutoMode {
  private record Key(String engine, Device device, Precision precision) {}

  private final CostCache cache;
  private final Map<Key, Optional<CostModel>> models = new ConcurrentHashMap<>();

  /** Chooses by the models in a cache, each read once. */
  public AutoMode(CostCache cache) {
    this.cache = cache;
  }

  /** The mode for a fit of this problem where {@code execution} has it, one of {@code engine}'s. */
  public Mode choose(Engine engine, Execution execution, Problem problem, int epochs) {
    Precision precision = execution.precision();
    return Prediction.of(
            engine,
            execution.device(),
            precision,
            device -> models.computeIfAbsent(new Key(engine.name(), device, precision), this::read))
        .fastest(problem.samples(), problem.featureCount(), epochs)
        .orElse(engine.modes().getFirst());
  }

  private Optional<CostModel> read(Key key) {
    return cache
        .read(key.engine(), key.device(), key.precision())
        .filter(model -> !model.single().isEmpty() && !model.several().isEmpty());
  }
}
