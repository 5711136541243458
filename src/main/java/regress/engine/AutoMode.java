package regress.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses the mode of a fit that leaves it to us: the fastest by the device's cost model where one
 * was measured ({@code regress explain} measures), and the engine's preferred mode where none was.
 */
public final class AutoMode {
  private record Key(String engine, Device device, Precision precision) {}

  private final CostCache cache;
  private final Map<Key, Optional<CostModel>> models = new ConcurrentHashMap<>();

  /** Chooses by the models in a cache, each read once. */
  public AutoMode(CostCache cache) {
    this.cache = cache;
  }

  /** The mode for a fit of this problem, one of {@code engine}'s. */
  public Mode choose(
      Engine engine, Device device, Precision precision, Problem problem, int epochs) {
    return models
        .computeIfAbsent(new Key(engine.name(), device, precision), this::read)
        .filter(model -> engine.modes().containsAll(model.costs(problem.featureCount()).keySet()))
        .map(model -> model.fastest(problem.samples(), problem.featureCount(), epochs))
        .orElse(engine.modes().getFirst());
  }

  private Optional<CostModel> read(Key key) {
    return cache
        .read(key.engine(), key.device(), key.precision())
        .filter(model -> !model.single().isEmpty() && !model.several().isEmpty());
  }
}
