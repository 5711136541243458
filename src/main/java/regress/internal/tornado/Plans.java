package regress.internal.tornado;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Kernels;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/**
 * The owner of compiled plans and of the data that they have on devices: the most recently used
 * few. Callers take turns: a plan serves one thread at a time, and so does a device.
 */
final class Plans implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(Plans.class.getName());
  private static final int MOST_PLANS = 16;

  /** From all rows at once to a sixteenth of what they take. */
  private static final int MOST_HALVINGS = 4;

  private final Function<PlanKey, Strategy> maker;
  private final ToDoubleFunction<Device> memory;
  private final ReentrantLock turn = new ReentrantLock();
  private final Map<PlanKey, Strategy> byShape = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param memory bytes that all plans on a device together may take
   */
  Plans(Function<PlanKey, Strategy> maker, ToDoubleFunction<Device> memory) {
    this.maker = maker;
    this.memory = memory;
  }

  /** The plans of this process: compiled code and device memory are worth sharing. */
  static Plans shared() {
    return Holder.SHARED;
  }

  private static final class Holder {
    static final Plans SHARED = new Plans(Plans::make, device -> Devices.memory(device).bytes());
  }

  /**
   * Works with the plan of that key, made if need be. When memory runs out, all other plans are
   * released, and if that does not help, a pass gets a plan for less memory: all rows do not have
   * to be on the device at once. Where kernels of our choice do not compile, it gets plain ones.
   *
   * @throws EngineException if the device fails, or the thread is interrupted
   */
  <T> T take(PlanKey key, Function<Strategy, T> work) {
    lock();
    try {
      PlanKey frugal = key;
      for (int halvings = 0; ; ) {
        try {
          return attempt(key, frugal, work);
        } catch (EngineException | OutOfMemoryError e) {
          if (isForPlainKernels(frugal, e)) {
            LOGGER.log(Level.WARNING, "{0} Plain kernels fit instead.", e.getMessage());
            frugal = frugal.plain();
            continue;
          }
          boolean isLast = byShape.isEmpty() && (halvings == MOST_HALVINGS || !key.isInWindows());
          if (!isOutOfMemory(e) || isLast) {
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

  private void lock() {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      EngineException.requireUninterrupted();
    }
  }

  private static boolean isForPlainKernels(PlanKey key, Throwable e) {
    return key.kernels() == Kernels.AUTO
        && !isOutOfMemory(e)
        && e instanceof EngineException failure
        && GraphFailure.isOfCompiler(failure);
  }

  private static PlanKey halved(PlanKey key) {
    return key.with(key.memory().atMost((long) (bytes(key) / 2)));
  }

  /** A plan for less memory, or of plain kernels, once needed, is kept as the one of the shape. */
  private <T> T attempt(PlanKey key, PlanKey frugal, Function<Strategy, T> work) {
    try {
      if (!byShape.containsKey(key)) {
        makeRoom(frugal);
        byShape.put(key, maker.apply(frugal));
      }
      return work.apply(byShape.get(key));
    } catch (RuntimeException | Error e) {
      discard(key);
      throw e;
    }
  }

  static boolean isOutOfMemory(Throwable e) {
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
    return switch (key.purpose()) {
      case SUMS -> key.blocks() > 0 ? new Batched(key) : new RowSumsPlan(key);
      case MOMENTS -> key.blocks() > 0 ? new Batched(key) : new Gram(key);
      case STEPWISE -> new Epochs(key, 1);
      case UNROLLED -> new Epochs(key, Epochs.UNROLLED);
      case FUSED -> new Fused(key);
    };
  }

  /** Discards the eldest until another plan finds room. */
  private void makeRoom(PlanKey next) {
    double most = memory.applyAsDouble(next.device());
    double held = bytes(next);
    for (PlanKey key : byShape.keySet()) {
      held += key.device().equals(next.device()) ? bytes(key) : 0;
    }
    for (PlanKey key : List.copyOf(byShape.keySet())) {
      if (byShape.size() >= MOST_PLANS || held > most && key.device().equals(next.device())) {
        held -= key.device().equals(next.device()) ? bytes(key) : 0;
        discard(key);
      }
    }
  }

  private static double bytes(PlanKey key) {
    return Math.min(Footprint.of(key).bytes(), key.memory().bytes());
  }

  /** Also after a failure: what state TornadoVM left a plan in is anybody's guess. */
  private void discard(PlanKey key) {
    Strategy strategy = byShape.remove(key);
    if (strategy != null) {
      strategy.close();
    }
  }

  /** Releases all plans and what they have on devices; plans that are asked for later are new. */
  @Override
  public void close() {
    turn.lock();
    try {
      releaseAll();
    } finally {
      turn.unlock();
    }
  }
}
