package regress.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import regress.kernel.StopRule;

/**
 * The threads of one descent: the caller, who also ends the epochs, and its helpers. Each takes
 * every threads-th block.
 *
 * <p>They wait for each other by spinning, because an epoch may take less time than waking a thread
 * does, but not for long. A helper that fails still reports, and a caller that fails dismisses its
 * helpers: nobody waits for ever.
 */
final class HostTeam {
  /** Some tens of microseconds: about what it costs to park and to be woken. */
  private static final int SPINS = 1 << 11;

  private final HostDescent host;
  private final Thread[] threads;

  /** 1 where the thread of that rank is parked or about to be. */
  private final AtomicIntegerArray parked;

  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Read by helpers after {@link #epoch} has changed. */
  private boolean loss;

  private volatile int epoch;
  private volatile boolean dismissed;

  private HostTeam(HostDescent host, int threads) {
    this.host = host;
    this.threads = new Thread[threads];
    this.parked = new AtomicIntegerArray(threads);
  }

  /**
   * Runs epochs until the descent or their number ends.
   *
   * @param everyLoss whether to compute every epoch's loss, and not just the first's and the last's
   * @param shown called with its number after each epoch
   */
  static void descend(
      HostDescent host, int threads, int epochs, boolean everyLoss, IntConsumer shown) {
    HostTeam team = new HostTeam(host, threads);
    try {
      team.begin();
      for (int epoch = 1; epoch <= epochs && isRunning(host); epoch++) {
        team.epoch(epoch, everyLoss || epoch == 1 || epoch == epochs);
        host.step();
        shown.accept(epoch);
      }
    } finally {
      team.dismissed = true;
      team.wakeHelpers();
    }
  }

  private static boolean isRunning(HostDescent host) {
    return host.state()[StopRule.STATUS] == StopRule.RUNNING;
  }

  private void begin() {
    threads[0] = Thread.currentThread();
    for (int rank = 1; rank < threads.length; rank++) {
      int own = rank;
      threads[rank] = Thread.ofPlatform().daemon().unstarted(() -> help(own));
    }
    IntStream.range(1, threads.length).forEach(rank -> threads[rank].start());
  }

  private void epoch(int number, boolean withLoss) {
    loss = withLoss;
    atWork.set(threads.length - 1);
    epoch = number;
    wakeHelpers();
    blocks(0);
    await(0, () -> atWork.get() == 0);
    if (failure.get() != null) {
      throw EngineException.failed(
          "A thread of the fit failed: " + failure.get() + ". Run it again.", failure.get());
    }
    if (Thread.currentThread().isInterrupted()) {
      throw EngineException.failed("The fit was interrupted. Run it again.", null);
    }
  }

  private void blocks(int rank) {
    for (int block = rank; block < host.blocks(); block += threads.length) {
      host.block(block, rank, loss);
    }
  }

  private void help(int rank) {
    for (int last = 0; ; last++) {
      int done = last;
      await(rank, () -> epoch != done || dismissed);
      if (dismissed) {
        return;
      }
      try {
        blocks(rank);
      } catch (Throwable e) { // Whatever it is, the caller has to hear of it.
        failure.compareAndSet(null, e);
      } finally {
        atWork.decrementAndGet();
        wake(0);
      }
    }
  }

  private void await(int rank, BooleanSupplier done) {
    for (int spin = 0; spin < SPINS; spin++) {
      if (done.getAsBoolean()) {
        return;
      }
      Thread.onSpinWait();
    }
    parked.set(rank, 1);
    while (!done.getAsBoolean()) {
      LockSupport.park(this);
    }
    parked.set(rank, 0);
  }

  private void wakeHelpers() {
    for (int rank = 1; rank < threads.length; rank++) {
      wake(rank);
    }
  }

  private void wake(int rank) {
    if (parked.get(rank) == 1) {
      LockSupport.unpark(threads[rank]);
    }
  }
}
