package regress.tornado;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Problem;
import regress.engine.Progress;

/**
 * Compiled plans by shape, the most recently used few. Fits take turns: a plan serves one thread at
 * a time, and so does a device.
 */
final class Plans {
  private static final int MOST_PLANS = 16;

  private final ReentrantLock turn = new ReentrantLock();
  private final Map<PlanKey, Strategy> byShape = new LinkedHashMap<>(16, 0.75f, true);

  /** The plans of this process: compiled code and device memory are worth sharing. */
  static Plans shared() {
    return Holder.SHARED;
  }

  private static final class Holder {
    static final Plans SHARED = new Plans();
  }

  Descended fit(PlanKey key, Problem problem, Descent descent, Progress progress) {
    turn.lock();
    try {
      Strategy strategy = byShape.computeIfAbsent(key, Plans::make);
      evictEldest();
      return strategy.fit(problem, descent, progress);
    } catch (RuntimeException | Error e) {
      discard(key);
      throw e;
    } finally {
      turn.unlock();
    }
  }

  private static Strategy make(PlanKey key) {
    return switch (key.mode()) {
      case STEPWISE -> new Stepwise(key);
      case UNROLLED -> new Unrolled(key);
      default -> new Fused(key);
    };
  }

  private void evictEldest() {
    while (byShape.size() > MOST_PLANS) {
      discard(byShape.keySet().iterator().next());
    }
  }

  /** Also after a failure: what state TornadoVM left a plan in is anybody's guess. */
  private void discard(PlanKey key) {
    Strategy strategy = byShape.remove(key);
    if (strategy != null) {
      strategy.close();
    }
  }
}
