package regress.tornado;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.EngineException;
import regress.engine.Mode;
import regress.engine.Problem;
import regress.engine.Progress;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/**
 * Compiled plans by shape, the most recently used few. Fits take turns: a plan serves one thread at
 * a time, and so does a device.
 */
final class Plans {
  private static final int MOST_PLANS = 16;

  /** From all rows at once to a sixteenth of what they take. */
  private static final int MOST_HALVINGS = 4;

  private final Function<PlanKey, Strategy> maker;
  private final ReentrantLock turn = new ReentrantLock();
  private final Map<PlanKey, Strategy> byShape = new LinkedHashMap<>(16, 0.75f, true);

  Plans(Function<PlanKey, Strategy> maker) {
    this.maker = maker;
  }

  /** The plans of this process: compiled code and device memory are worth sharing. */
  static Plans shared() {
    return Holder.SHARED;
  }

  private static final class Holder {
    static final Plans SHARED = new Plans(Plans::make);
  }

  /**
   * Fits by the plan of that shape, made if need be. When memory runs out, all other plans are
   * released, and if that does not help, the fit gets a plan for less memory: all rows do not have
   * to be on the device at once.
   */
  Descended fit(PlanKey key, Problem problem, Descent descent, Progress progress) {
    return take(key, strategy -> strategy.fit(problem, descent, progress));
  }

  /** As {@link #fit}, several fits in one turn. */
  List<Descended> fitAll(PlanKey key, List<Problem> problems, List<Descent> descents) {
    return take(key, strategy -> strategy.fitAll(problems, descents));
  }

  private <T> T take(PlanKey key, Function<Strategy, T> work) {
    turn.lock();
    try {
      PlanKey frugal = key;
      for (int halvings = 0; ; ) {
        try {
          return attempt(key, frugal, work);
        } catch (EngineException | OutOfMemoryError e) {
          if (!isOutOfMemory(e) || (byShape.isEmpty() && halvings == MOST_HALVINGS)) {
            throw e;
          }
        }
        if (byShape.isEmpty()) {
          frugal = halved(frugal);
          halvings++;
        }
        releaseAll();
      }
    } finally {
      turn.unlock();
    }
  }

  private static PlanKey halved(PlanKey key) {
    double most = Math.min(key.memory().bytes(), Footprint.of(key).bytes());
    return key.with(key.memory().atMost((long) (most / 2)));
  }

  /** A plan for less memory, once needed, is kept as the one of the shape. */
  private <T> T attempt(PlanKey key, PlanKey frugal, Function<Strategy, T> work) {
    try {
      Strategy strategy = byShape.computeIfAbsent(key, shape -> maker.apply(frugal));
      evictEldest();
      return work.apply(strategy);
    } catch (RuntimeException | Error e) {
      discard(key);
      throw e;
    }
  }

  private static boolean isOutOfMemory(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TornadoOutOfMemoryException || cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private void releaseAll() {
    for (PlanKey key : List.copyOf(byShape.keySet())) {
      discard(key);
    }
  }

  /**
   * An uncompiled strategy, not one of the shared.
   *
   * @throws EngineException if not even a row of such a problem fits into the memory
   */
  static Strategy make(PlanKey key) {
    if (key.blocks() > 0) {
      return new Batched(key);
    }
    if (key.mode() == Mode.GRAM) {
      return new Gram(key);
    }
    if (!Footprint.of(key).fits(key.memory())) {
      return new RowBlocks(key);
    }
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
