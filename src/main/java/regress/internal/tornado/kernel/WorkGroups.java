package regress.internal.tornado.kernel;

import regress.internal.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * How work-groups of many work-items share a descent on a GPU: sums within a group, and how groups
 * exchange theirs.
 *
 * <p>Every group owns a contiguous part of the rows, over which its items stride together, so that
 * neighbours read neighbouring values. As with {@link Groups}, each has parameters and state of its
 * own, and all compute the same epoch's end from the same partial sums.
 *
 * <p>TornadoVM's barriers order memory within one group, on no backend between groups; only the end
 * of a kernel does that. Kernels of one epoch therefore leave sums to the next kernel. Groups that
 * stay for many epochs count arrivals by atomic operations, which are coherent on the whole device,
 * and take no sum on trust: every epoch of a launch has a slot of sums of its own, {@link #ABSENT}
 * before the launch. A value is written there once and in one piece, so what is not absent is
 * right, and what is still absent after all have arrived ends the attempt as {@link Groups#STUCK}.
 *
 * <p>All items of a group must call the methods here with the same arguments, values aside: there
 * are barriers in them. Nothing is stored in local memory at a constant index, which TornadoVM 5.2
 * translates into one beyond the array.
 */
public final class WorkGroups {
  // The shape, behind what Groups has in it.
  public static final int ITEMS = 4; // In a group, a power of two.
  public static final int GROUP_ROWS = 5; // The last groups may have fewer, or none.
  public static final int SLOTS = 6; // Of partial sums, one an epoch, at least two.
  public static final int SHAPE_LENGTH = 7;

  /** Most work-items in a group. */
  public static final int MOST_ITEMS = 256;

  /**
   * Values of local memory to ask for, for one an item. TornadoVM 5.2 takes an item's offset in
   * bytes, header included, for its index where a method is given the array.
   */
  static final int TREE_LENGTH = Double.BYTES * MOST_ITEMS + 16;

  // The meeting.
  public static final int COME = 0; // Arrivals of groups, over all epochs; 0 before a launch.
  public static final int BROKEN = 1; // Not 0 once a group has waited in vain.
  public static final int LOOKS = 2; // How often a group looks before it gives up.
  private static final int NOTHING =
      3; // Always 0, read from memory: no compiler removes an atomic add of it.
  public static final int MEETING_LENGTH = 16;

  /**
   * A partial sum that nobody has written yet. A true sum of this value would only be waited for.
   */
  public static final double ABSENT = -0x1.23456789abcdep1000;

  private WorkGroups() {}

  /** Marks the sums of all slots as absent. */
  public static void clear(KernelContext context, double[] sums, int[] shape) {
    int length = shape[SLOTS] * shape[Groups.GROUPS] * shape[Groups.STRIDE];
    int all = shape[Groups.GROUPS] * shape[ITEMS];
    for (int i = context.globalIdx; i < length; i += all) {
      sums[i] = ABSENT;
    }
  }

  /** Row after the last of a group. */
  static int end(int group, int[] shape) {
    int first = group * shape[GROUP_ROWS];
    int left = shape[Groups.ROWS] - first;
    return first + Math.max(0, Math.min(left, shape[GROUP_ROWS]));
  }

  /** Index of the first group's sums of an epoch. */
  static int slot(int epoch, int[] shape) {
    return epoch % shape[SLOTS] * shape[Groups.GROUPS] * shape[Groups.STRIDE];
  }

  /**
   * Adds a value of every item, as a tree.
   *
   * @param tree a value an item, in local memory; afterwards the first is the sum, for item 0
   */
  static void sum(KernelContext context, double[] tree, double value, int[] shape) {
    int item = context.localIdx;
    context.localBarrier(); // The sum before this one has been read.
    tree[item] = value;
    for (int half = shape[ITEMS] / 2; half > 0; half = half / 2) {
      context.localBarrier();
      if (item < half) {
        tree[item] += tree[item + half];
      }
    }
  }

  /** The same, and leaves the sum. */
  static void sum(
      KernelContext context, double[] tree, double value, double[] sums, int to, int[] shape) {
    sum(context, tree, value, shape);
    int item = context.localIdx;
    if (item == 0) {
      sums[to] = tree[0];
    }
  }

  /**
   * Waits until all groups have come as often as this one; gives up after so many looks, and sooner
   * if another group has.
   *
   * @param tree a value an item, in local memory
   * @param first index of the first group's sums of this epoch
   * @return 0, or 1 if the groups did not meet or not all of their sums can be seen
   */
  static int meet(
      KernelContext context,
      double[] tree,
      int first,
      int expected,
      double[] sums,
      int[] shape,
      IntArray meeting) {
    int item = context.localIdx;
    int missing = 0;
    context.globalBarrier();
    if (item == 0) {
      context.atomicAdd(meeting, COME, 1);
      int nothing = meeting.get(NOTHING);
      int looks = meeting.get(LOOKS);
      missing = expected;
      while (Math.min(missing, looks) > 0) {
        // Having added to it, even nothing, an item cannot read an older value of it.
        context.atomicAdd(meeting, COME, nothing);
        missing = expected - meeting.get(COME);
        looks -= 1 + looks * Math.min(1, meeting.get(BROKEN));
      }
    }
    context.globalBarrier();
    double unseen = Math.max(0, missing);
    for (int j = item; j < shape[Groups.FEATURES] + 2; j += shape[ITEMS]) {
      for (int group = 0; group < shape[Groups.GROUPS]; group++) {
        if (sums[first + j + group * shape[Groups.STRIDE]] == ABSENT) {
          unseen += 1;
        }
      }
    }
    sum(context, tree, unseen, shape);
    context.localBarrier();
    return Math.min(1, (int) tree[0]);
  }

  /** 1 or more while a group may go on for another epoch. Alone, it may use a slot again. */
  static int slotsLeft(int epochs, int[] shape) {
    int left = shape[SLOTS] - epochs;
    if (shape[Groups.GROUPS] == 1) {
      left = 1;
    }
    return left;
  }

  /** Tells the other groups, and the host, of a group that did not meet the others. */
  static void leave(KernelContext context, int stuck, double[] state, IntArray meeting) {
    int item = context.localIdx;
    int group = context.groupIdx;
    if (item < stuck) {
      context.atomicAdd(meeting, BROKEN, 1);
      state[group * Groups.STATE_STRIDE + StopRule.STATUS] = Groups.STUCK;
    }
  }
}
