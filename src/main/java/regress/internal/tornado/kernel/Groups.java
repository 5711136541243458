package regress.internal.tornado.kernel;

import regress.internal.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * How work-groups of one work-item each share a descent on a CPU device, and why none can keep the
 * others waiting.
 *
 * <p>Every group owns a share of the rows, and a copy of parameters and state of its own: all
 * compute the same epoch's end from the same partial sums. There are two slots of those, for even
 * and odd epochs, where every group also leaves the parameters and the state that they belong to;
 * and for each group a copy of what it gathered. Nothing else that a group writes is read by
 * others.
 *
 * <p>The array of sums, one row of STRIDE values for each cell; a row of a slot holds p + 2 sums,
 * then the p + 1 parameters and the state that they belong to:
 *
 * <pre>
 *   slot of even epochs      slot of odd epochs       gathered by group 0      gathered by group 1
 *   group 0 | group 1 ...    group 0 | group 1 ...    of 0 | of 1 ...          of 0 | of 1 ...
 * </pre>
 *
 * <p>A group whose own share is done looks for the others' sums for a while. Where they do not
 * come, because the device runs fewer groups at once or has lent a core to somebody else, it
 * computes their shares itself, to the same bits. Who comes late finds that the others went ahead,
 * and takes over the parameters and the state that the first of them has come to. So a fit ends as
 * long as any one of its groups runs.
 */
public final class Groups {
  // The shape, of which WorkGroups shares the first four.
  public static final int ROWS = 0; // n.
  public static final int FEATURES = 1; // p.
  public static final int GROUPS = 2;
  public static final int STRIDE = 3; // From one group's parameters or sums to the next's.
  public static final int BLOCKS = 4; // Of so many vectors of rows, the last one padded.
  public static final int RUN = 5; // Blocks over which float32 lanes may add.
  public static final int SHAPE_LENGTH = 6;

  /** Vectors in a block: as many independent residuals as keep a processor busy. */
  public static final int VECTORS = 4;

  /** Distance between two groups' states. */
  public static final int STATE_STRIDE = 8;

  /** Status beside {@link StopRule}'s, of {@link WorkGroups}: groups did not meet. */
  public static final int STUCK = 3;

  // The meeting, and then a part of it for each group.
  public static final int LOOKS = 0; // For another group, before this one does its share.
  private static final int COME = 0; // Epochs whose sums the group has published.
  static final int JOINED = 1; // Epochs before the one it took over from another.
  private static final int OWN = 16; // What it alone touches, on a line of its own.
  private static final int PART = 32;

  private Groups() {}

  /** Length of the meeting's array. */
  public static int meetingLength(int groups) {
    return PART * (groups + 1);
  }

  /** Rows of sums: two slots, and every group's gathered ones. */
  public static int sumRows(int groups) {
    return (2 + groups) * groups;
  }

  /** 1 while the group's own state says that there are epochs left, else 0 or less. */
  static int running(int group, double[] state, double[] rule) {
    int at = group * STATE_STRIDE;
    // min instead of a condition: TornadoVM's structured output allows only so many of those.
    int left = (int) (rule[StopRule.EPOCHS] - state[at + StopRule.EPOCH]);
    return Math.min(left, 1 - (int) state[at + StopRule.STATUS]);
  }

  /** The slot of the epoch that the group is in, where all groups' sums lie. */
  static int slot(int group, double[] state, int[] shape) {
    return row(0, epoch(group, state) + 1, shape);
  }

  /** Values of a row: sums, and in slots the parameters and the state that they belong to. */
  public static int rowValues(int features) {
    return state(features) + StopRule.STATE_LENGTH;
  }

  /** Index of the parameters in a slot's row. */
  static int parameters(int features) {
    return features + 2;
  }

  /** Index of the state in a slot's row. */
  static int state(int features) {
    return parameters(features) + features + 1;
  }

  /** Where the sums that a group has gathered lie. */
  static int gathered(int group, int[] shape) {
    return (2 + group) * shape[GROUPS] * shape[STRIDE];
  }

  /** The epoch that a group is in. */
  static int epoch(int group, double[] state) {
    return (int) state[group * STATE_STRIDE + StopRule.EPOCH];
  }

  /** One sum over all groups, in order. */
  static double total(int first, double[] sums, int[] shape) {
    double sum = 0;
    for (int group = 0; group < shape[GROUPS]; group++) {
      sum += sums[first + group * shape[STRIDE]];
    }
    return sum;
  }

  /** First block of a share; {@code share + 1} gives its end. */
  static int first(int share, int[] shape) {
    int blocks = shape[BLOCKS];
    int each = (blocks + shape[GROUPS] - 1) / shape[GROUPS];
    int first = share * each;
    return first < blocks ? first : blocks;
  }

  /** The share that a group looks after in a turn: in the first its own. */
  static int share(int group, int turn, int[] shape) {
    return (group + turn) % shape[GROUPS];
  }

  /**
   * Polls until the group of this share has published its sums of this epoch, LOOKS times at most,
   * and once if that group missed the last epoch.
   *
   * @return 1 if this group must compute the sums itself, as always in its first turn; else 0
   */
  static int missing(
      KernelContext context, int group, int turn, double[] state, int[] shape, IntArray meeting) {
    int other = share(group, turn, shape);
    int epoch = epoch(group, state);
    int looks = Math.min(turn, 1);
    if (reached(other, meeting) >= epoch) {
      looks = looks * meeting.get(LOOKS);
    }
    int missing = 1;
    while (Math.min(missing, looks) > 0) {
      reload(context, group, meeting);
      missing = epoch + 1 - epochs(other, meeting);
      looks--;
    }
    return Math.max(0, Math.min(missing, 1));
  }

  /**
   * Copies a share's sums: in the first turn the group's own into the slot, which publishes them;
   * in later turns another group's, once published, into what this group gathers.
   *
   * @return 1 if the other group has moved on and may be overwriting its slot, else 0
   */
  static int exchange(
      KernelContext context,
      int group,
      int turn,
      int missing,
      double[] sums,
      double[] state,
      int[] shape,
      IntArray meeting) {
    int share = share(group, turn, shape);
    int common = slot(group, state, shape) + share * shape[STRIDE];
    int own = gathered(group, shape) + share * shape[STRIDE];
    int to = turn < 1 ? common : own;
    int from = missing < 1 ? common : own;
    for (int j = 0; j < shape[FEATURES] + 2; j++) {
      sums[to + j] = sums[from + j];
    }
    int epochs = epoch(group, state) + 1;
    if (turn < 1) {
      count(context, group, COME, epochs, meeting);
    } else {
      reload(context, group, meeting);
    }
    // An epoch on, the other writes to the other slot; two epochs on, to this one.
    return passed(share, epochs, meeting);
  }

  /** The group that has come furthest. */
  static int lead(int[] shape, IntArray meeting) {
    int lead = 0;
    for (int group = 1; group < shape[GROUPS]; group++) {
      lead = epochs(group, meeting) > epochs(lead, meeting) ? group : lead;
    }
    return lead;
  }

  /** Number of epochs whose sums a group has published: another can take over the last one's. */
  static int epochs(int group, IntArray meeting) {
    return meeting.get(part(group) + COME);
  }

  /** The row that a group left of the last of so many epochs. */
  static int row(int group, int epochs, int[] shape) {
    return (((epochs - 1) & 1) * shape[GROUPS] + group) * shape[STRIDE];
  }

  /** 1 if a group may already be overwriting its slot of the epoch with this number. */
  static int passed(int group, int epochs, IntArray meeting) {
    return Math.max(0, Math.min(reached(group, meeting) - epochs, 1));
  }

  private static int reached(int group, IntArray meeting) {
    return Math.max(epochs(group, meeting), meeting.get(part(group) + JOINED));
  }

  /** Sets a counter of this group to {@code epochs} and publishes it. */
  static void count(KernelContext context, int group, int which, int epochs, IntArray meeting) {
    int before = meeting.get(part(group) + which);
    context.globalBarrier();
    context.atomicAdd(meeting, part(group) + which, epochs - before);
  }

  /** An atomic operation makes the compiler load again; on a line of its own it disturbs nobody. */
  static void reload(KernelContext context, int group, IntArray meeting) {
    context.globalBarrier();
    context.atomicAdd(meeting, part(group) + OWN, 1);
  }

  private static int part(int group) {
    return PART * (group + 1);
  }
}
