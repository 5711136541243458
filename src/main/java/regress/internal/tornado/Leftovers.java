package regress.internal.tornado;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import uk.ac.manchester.tornado.api.TornadoDeviceContext;

/**
 * Gives back what TornadoVM keeps of a closed plan: its programs, which take a driver a good
 * hundred kilobytes or more, its command queue and its events.
 *
 * <p>While it does, TornadoVM says of the whole device that it was reset, and a launch that sees
 * this fails. So nothing is given back while a graph is being executed, but after it.
 */
final class Leftovers {
  private static final ReentrantReadWriteLock EXECUTIONS = new ReentrantReadWriteLock();
  private static final Queue<Runnable> WAITING = new ConcurrentLinkedQueue<>();

  private Leftovers() {}

  /** Executes something on a device. */
  static <T> T of(Supplier<T> execution) {
    EXECUTIONS.readLock().lock();
    try {
      return execution.get();
    } finally {
      EXECUTIONS.readLock().unlock();
      giveBack();
    }
  }

  /** Gives back those of a plan that will not be executed again, now or after what is executing. */
  static void giveBack(TornadoDeviceContext device, long plan) {
    WAITING.add(
        () -> {
          device.reset(plan);
          device.setResetToFalse();
        });
    giveBack();
  }

  private static void giveBack() {
    if (!WAITING.isEmpty() && EXECUTIONS.writeLock().tryLock()) {
      try {
        for (Runnable next = WAITING.poll(); next != null; next = WAITING.poll()) {
          next.run();
        }
      } finally {
        EXECUTIONS.writeLock().unlock();
      }
    }
  }
}
