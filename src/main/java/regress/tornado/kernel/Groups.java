package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * How work-groups of one work-item each share a descent on a CPU device, and where they meet.
 *
 * <p>Every group owns a contiguous part of the rows, and a copy of parameters and state of its own:
 * all compute the same epoch's end from the same partial sums, so nothing is written that another
 * group reads but those sums. There are two slots of them, for even and odd epochs: a group that is
 * an epoch ahead writes where nobody reads.
 */
public final class Groups {
  /** Index into the shape: n, rows. */
  public static final int ROWS = 0;

  /** Index into the shape: p, feature columns. */
  public static final int FEATURES = 1;

  /** Index into the shape: blocks of {@link #VECTORS} vectors of rows, the last one padded. */
  public static final int BLOCKS = 2;

  /** Index into the shape: blocks over which float32 lanes may add. */
  public static final int RUN = 3;

  /** Index into the shape: work-groups. */
  public static final int GROUPS = 4;

  /** Index into the shape: distance between two groups' parameters or partial sums. */
  public static final int STRIDE = 5;

  /** Length of the shape. */
  public static final int SHAPE_LENGTH = 6;

  /** Vectors in a block: as many independent residuals as keep a processor busy. */
  public static final int VECTORS = 4;

  /** Distance between two groups' states. */
  public static final int STATE_STRIDE = 8;

  /** Index into the meeting: groups that have come, over all epochs; zero before a launch. */
  public static final int COME = 0;

  /** Index into the meeting: not zero once a group has waited in vain. */
  public static final int BROKEN = 1;

  /** Index into the meeting: how often a group looks before it gives up. */
  public static final int LOOKS = 2;

  /** Index into the meeting: a line for every group, so that each repeats its load. */
  private static final int OWN = 16;

  /** Status beside {@link StopRule}'s: groups did not meet, the epoch is void. */
  public static final int STUCK = 3;

  private Groups() {}

  /** Length of the meeting's array. */
  public static int meetingLength(int groups) {
    return OWN * (groups + 1);
  }

  /** 1 while the group's own state says that there are epochs left, else 0 or less. */
  static int running(int group, double[] state, double[] rule) {
    int at = group * STATE_STRIDE;
    // min instead of a condition: TornadoVM's structured output allows only so many of those.
    int left = (int) (rule[StopRule.EPOCHS] - state[at + StopRule.EPOCH]);
    return Math.min(left, 1 - (int) state[at + StopRule.STATUS]);
  }

  /** The slot of the epoch that the group is in. */
  static int slot(int group, double[] state) {
    return (int) state[group * STATE_STRIDE + StopRule.EPOCH] & 1;
  }

  /** First block of a group; {@code group + 1} gives the end of its part. */
  static int first(int group, int[] shape) {
    int blocks = shape[BLOCKS];
    int each = (blocks + shape[GROUPS] - 1) / shape[GROUPS];
    int first = group * each;
    return first < blocks ? first : blocks;
  }

  /** Where the sums of the group's epoch go. */
  static int sums(int group, double[] state, int[] shape) {
    return (slot(group, state) * shape[GROUPS] + group) * shape[STRIDE];
  }

  /**
   * Waits until all groups have come as often as this one. Gives up after so many looks, and at
   * once if another group has.
   *
   * @return 1, or 0 if the groups did not meet
   */
  static int meet(KernelContext context, int group, double[] state, int[] shape, IntArray meeting) {
    int expected = ((int) state[group * STATE_STRIDE + StopRule.EPOCH] + 1) * shape[GROUPS];
    context.globalBarrier();
    context.atomicAdd(meeting, COME, 1);
    int looks = meeting.get(LOOKS);
    int missing = 1;
    while (Math.min(missing, looks) > 0) {
      // An atomic operation makes the compiler load again; on a line of its own it disturbs nobody.
      context.globalBarrier();
      context.atomicAdd(meeting, OWN * (group + 1), 1);
      missing = expected - meeting.get(COME);
      looks -= 1 + looks * meeting.get(BROKEN);
    }
    context.globalBarrier();
    int stuck = Math.max(0, Math.min(missing, 1));
    context.atomicAdd(meeting, BROKEN, stuck);
    return 1 - stuck;
  }
}
