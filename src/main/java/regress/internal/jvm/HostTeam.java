package regress.internal.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import regress.engine.EngineException;
import regress.internal.kernel.StopRule;

/**
 * The threads of one descent: the caller, who also ends the epochs, and its helpers. Each takes
 * every threads-th block.
 *
 * <p>They wait for each other by spinning, because an epoch may take less time than waking a thread
 * does, but not for long. A helper that fails still reports, and a caller that fails dismisses its
 * helpers: nobody waits for ever.
 */
final class HostTeam implements AutoCloseable {
  /** Some tens of microseconds: about what it costs to park and to be woken. */
  private static final int SPINS = 1 << 11;

  static final ThreadFactory DAEMONS = Thread.ofPlatform().daemon().factory();

  private final HostDescent host;
  private final Thread caller = Thread.currentThread();

  /** Those that the system could start. */
  private final List<Thread> helpers;

  /** 1 where the thread of that rank is parked or about to be. */
  private final AtomicIntegerArray parked;

  private final AtomicInteger atWork = new AtomicInteger();

  /** No object that holds it: those may need memory when they are first written to. */
  private volatile Throwable failure;

  /** Made once: a wait that needed memory would end the thread that runs out of it. */
  private final BooleanSupplier epochDone = () -> atWork.get() == 0 || failure != null;

  /** Read by helpers after {@link #epoch} has changed, as the next. */
  private int threads = 1;

  private boolean loss;

  private volatile int epoch;
  private volatile boolean dismissed;

  private HostTeam(HostDescent host, int threads) {
    this.host = host;
    this.helpers = new ArrayList<>(threads);
    this.parked = new AtomicIntegerArray(threads);
  }

  /**
   * Runs epochs until the descent or their number ends, and shows each one's number. Of the losses
   * it computes all, or just the first and the last.
   */
  static void descend(
      HostDescent host,
      int threads,
      int epochs,
      boolean everyLoss,
      IntConsumer shown,
      ThreadFactory factory) {
    try (HostTeam team = new HostTeam(host, threads)) {
      team.start(factory);
      for (int epoch = 1; epoch <= epochs && isRunning(host); epoch++) {
        team.epoch(epoch, everyLoss || epoch == 1 || epoch == epochs);
        host.step();
        shown.accept(epoch);
      }
    }
  }

  /** One pass over all blocks, without a step. */
  static void pass(HostDescent host, int threads) {
    try (HostTeam team = new HostTeam(host, threads)) {
      team.start(DAEMONS);
      team.epoch(1, true);
    }
  }

  /** Dismisses the helpers. */
  @Override
  public void close() {
    dismissed = true;
    wakeHelpers();
  }

  private static boolean isRunning(HostDescent host) {
    return host.state()[StopRule.STATUS] == StopRule.RUNNING;
  }

  /** As many as the system has: with fewer, the epochs take longer and nothing more. */
  private void start(ThreadFactory factory) {
    try {
      for (; threads < parked.length(); threads++) {
        int rank = threads;
        Thread helper = factory.newThread(() -> help(rank));
        helper.start();
        helpers.add(helper);
      }
    } catch (OutOfMemoryError e) {
      // As said.
    }
  }

  private void epoch(int number, boolean withLoss) {
    loss = withLoss;
    atWork.set(threads - 1);
    epoch = number;
    wakeHelpers();
    blocks(0);
    await(0, epochDone);
    if (failure != null) {
      throw EngineException.failed(
          "A thread of the fit failed: " + failure + ". Run it again.", failure);
    }
    EngineException.requireUninterrupted();
  }

  private void blocks(int rank) {
    for (int block = rank; block < host.blocks(); block += threads) {
      host.block(block, rank, loss);
    }
  }

  private void help(int rank) {
    try {
      int[] done = {0};
      BooleanSupplier called = () -> epoch != done[0] || dismissed;
      for (await(rank, called); !dismissed; await(rank, called)) {
        blocks(rank);
        done[0]++;
        atWork.decrementAndGet();
        wake(0, caller);
      }
    } catch (Throwable e) { // Whatever it is, the caller has to hear of it.
      failure = e;
      wake(0, caller);
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
    for (int rank = 1; rank <= helpers.size(); rank++) {
      wake(rank, helpers.get(rank - 1));
    }
  }

  private void wake(int rank, Thread thread) {
    if (parked.get(rank) == 1) {
      LockSupport.unpark(thread);
    }
  }
}
