package regress.engine;

import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;

/**
 * The costs of a device's modes in one precision. Kernels for a single feature are written for it,
 * so it has costs of its own.
 *
 * @param single costs for p = 1
 * @param several costs for p above 1
 */
public record CostModel(Map<Mode, Cost> single, Map<Mode, Cost> several) {

  public CostModel {
    single = Map.copyOf(single);
    several = Map.copyOf(several);
  }

  /** The costs for p features. */
  public Map<Mode, Cost> costs(int p) {
    return p == 1 ? single : several;
  }

  /** The mode that is predicted to be fastest. */
  public Mode fastest(long n, int p, long epochs) {
    return costs(p).entrySet().stream()
        .min(Comparator.comparingDouble(cost -> nanos(cost, n, p, epochs)))
        .map(Entry::getKey)
        .orElseThrow();
  }

  private static double nanos(Entry<Mode, Cost> cost, long n, int p, long epochs) {
    return cost.getValue().nanos(cost.getKey(), n, p, epochs);
  }
}
