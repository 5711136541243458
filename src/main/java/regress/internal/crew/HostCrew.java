package regress.internal.crew;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Work that the caller shares with threads of Java's common pool, as far as they have time. A
 * parallel stream does the same, but waits for ever for a thread that had no memory even to report
 * its failure; here that takes none.
 */
public final class HostCrew {
  /** Values below which a second thread costs more than it brings. */
  public static final long WORTH_SHARING = 1 << 16;

  /** For each thread. */
  private static final int STRETCHES = 4;

  /** For each thread, of parts that differ. */
  private static final int MANY_STRETCHES = 16;

  private final int count;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger helping = new AtomicInteger();
  private volatile Throwable failure;

  /** Null at the end: a thread that comes late holds no data. */
  private IntConsumer work;

  private HostCrew(int count, IntConsumer work) {
    this.count = count;
    this.work = work;
  }

  /**
   * Whether a pass over so many values is long enough for a second thread to bring more than it
   * costs.
   */
  public static boolean isWorthwhile(long values) {
    return values >= WORTH_SHARING;
  }

  /** The most threads that are worth what they cost, for a pass over values in so many parts. */
  public static int threads(int parts, long values) {
    long worthwhile = Math.min(values / WORTH_SHARING + 1, parts);
    return (int) Math.min(worthwhile, Runtime.getRuntime().availableProcessors());
  }

  /** Takes parts that follow each other, for which it may keep what it works with. */
  public interface Stretch {
    void take(int first, int end);
  }

  /** As {@link #share}, in at most so many stretches that no thread waits long for the last. */
  public static void stretches(int count, long values, Stretch work) {
    int threads = threads(count, values);
    stretches(Math.min(count, STRETCHES * threads), count, threads, work);
  }

  /** As {@link #forEach} by all processors, in stretches of parts that may be large or small. */
  public static void stretches(int count, Stretch work) {
    int threads = Runtime.getRuntime().availableProcessors();
    stretches(Math.min(count, MANY_STRETCHES * threads), count, threads, work);
  }

  private static void stretches(int stretches, int count, int threads, Stretch work) {
    forEach(
        stretches,
        threads,
        k ->
            work.take(
                (int) ((long) count * k / stretches), (int) ((long) count * (k + 1) / stretches)));
  }

  /** A pass over values in parts 0 to count - 1, by several threads where that is worthwhile. */
  public static void share(int count, long values, IntConsumer work) {
    forEach(count, threads(count, values), work);
  }

  /**
   * Does work for 0 to count - 1, in any order, by at most so many threads, the caller among them.
   * Whatever it throws is thrown here, and the rest is then left undone.
   */
  public static void forEach(int count, int threads, IntConsumer work) {
    HostCrew crew = new HostCrew(count, work);
    crew.call(Math.min(threads, count) - 1);
    crew.take();
    while (crew.helping.get() > 0) { // Who comes later finds nothing to do.
      LockSupport.park(crew);
    }
    crew.work = null;
    crew.rethrow();
  }

  private void call(int helpers) {
    try {
      for (int i = 0; i < helpers; i++) {
        ForkJoinPool.commonPool().execute(this::help);
      }
    } catch (OutOfMemoryError | RejectedExecutionException e) {
      return; // Fewer threads take longer, and nothing more.
    }
  }

  private void help() {
    helping.incrementAndGet();
    take();
    helping.decrementAndGet();
    LockSupport.unpark(caller);
  }

  private void take() {
    try {
      while (failure == null) {
        int i = next.getAndIncrement();
        if (i >= count) {
          return;
        }
        work.accept(i);
      }
    } catch (Throwable e) { // Whatever it is, the caller has to hear of it.
      failure = e;
    }
  }

  private void rethrow() {
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }
}
