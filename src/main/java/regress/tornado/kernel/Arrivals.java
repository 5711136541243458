package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Lets one work-group go on where all have left off: the last by number, which even a device that
 * runs groups one after the other comes to last. It waits a bounded time.
 */
public final class Arrivals {
  /** Where waiting itself is counted, on another cache line than the arrivals. */
  private static final int WAITING = 32;

  private Arrivals() {}

  /** Length of the array; zeros before the first launch, and left so after each. */
  public static final int LENGTH = 64;

  /** 1 for the last group once all have arrived, 0 for the others and when waiting was in vain. */
  static int isLast(KernelContext context, IntArray arrivals, int groups, int patience) {
    context.globalBarrier();
    context.atomicAdd(arrivals, 0, 1);
    int last = 0;
    if (context.globalIdx == groups - 1) {
      int arrived = arrivals.get(0);
      int tries = 0;
      while (arrived < groups && tries < patience) {
        context.globalBarrier();
        context.atomicAdd(arrivals, WAITING, 1); // So that the load below is not hoisted.
        arrived = arrivals.get(0);
        tries++;
      }
      if (arrived == groups) {
        arrivals.set(0, 0);
        last = 1;
      }
    }
    return last;
  }
}
