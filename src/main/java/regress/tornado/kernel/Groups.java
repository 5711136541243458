package regress.tornado.kernel;

import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * How work-groups of one work-item each share a descent on a CPU device, and why none can keep the
 * others waiting.
 *
 * <p>Every group owns a share of the rows, and a copy of parameters and state of its own: all
 * compute the same epoch's end from the same partial sums, so nothing is written that another group
 * reads but those sums. There are two slots of them, for even and odd epochs, and for each group a
 * copy of what it gathered.
 *
 * <p>A group whose own share is done looks for the others' sums for a while. Where they do not
 * come, because the device runs fewer groups at once or has lent a core to somebody else, it
 * computes their shares itself, to the same bits. Who comes late finds that the others went ahead,
 * and takes over the parameters and the state that the first of them has come to. So a fit ends as
 * long as any one of its groups runs.
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

  /** Index into the meeting: how often a group looks for another before it does its share. */
  public static final int LOOKS = 0;

  /** Index into a group's part of the meeting: epochs whose sums lie in the slots. */
  private static final int COME = 0;

  /** Index into a group's part of the meeting: epochs whose end is in its parameters and state. */
  private static final int READY = 1;

  /** Index into a group's part of the meeting: epochs whose end it has begun to compute. */
  private static final int BEGUN = 2;

  /** Index into a group's part of the meeting: what it alone touches, on a line of its own. */
  private static final int OWN = 16;

  /** Numbers of a group in the meeting. */
  private static final int PART = 32;

  /** Status beside {@link StopRule}'s, of {@link WorkGroups}: groups did not meet. */
  public static final int STUCK = 3;

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
    int slot = epoch(group, state) & 1;
    return slot * shape[GROUPS] * shape[STRIDE];
  }

  /** Where the sums that a group has gathered lie. */
  static int gathered(int group, int[] shape) {
    return (2 + group) * shape[GROUPS] * shape[STRIDE];
  }

  private static int epoch(int group, double[] state) {
    return (int) state[group * STATE_STRIDE + StopRule.EPOCH];
  }

  /** First block of a share; {@code share + 1} gives its end. */
  static int first(int share, int[] shape) {
    int blocks = shape[BLOCKS];
    int each = (blocks + shape[GROUPS] - 1) / shape[GROUPS];
    int first = share * each;
    return first < blocks ? first : blocks;
  }

  /** The share that a group sees to in its turn: first its own. */
  static int share(int group, int turn, int[] shape) {
    return (group + turn) % shape[GROUPS];
  }

  /**
   * Looks for a share's sums of this epoch: for long while the share's group is at work, once when
   * it has stayed away before.
   *
   * @return 1 if the group has to compute them, as always in its first turn; 0 if they have come
   */
  static int missing(
      KernelContext context, int group, int turn, double[] state, int[] shape, IntArray meeting) {
    int other = part(share(group, turn, shape));
    int epoch = epoch(group, state);
    int looks = Math.min(turn, 1);
    if (Math.max(meeting.get(other + COME), meeting.get(other + READY)) >= epoch) {
      looks = looks * meeting.get(LOOKS);
    }
    int missing = 1;
    while (Math.min(missing, looks) > 0) {
      reload(context, group, meeting);
      missing = epoch + 1 - meeting.get(other + COME);
      looks--;
    }
    return Math.max(0, Math.min(missing, 1));
  }

  /**
   * Has a group's own sums go into the slot, and those of another, if they have come, into what the
   * group gathers.
   *
   * @return 1 if the other has gone ahead and may be writing there, else 0
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
    count(context, group, COME, epochs, meeting);
    // An epoch on, the other writes to the other slot; two epochs on, to this one.
    return Math.max(0, Math.min(meeting.get(part(share) + BEGUN) - epochs, 1));
  }

  /** Says that the group's parameters and state are about to change. */
  static void begin(KernelContext context, int group, double[] state, IntArray meeting) {
    count(context, group, BEGUN, epoch(group, state) + 1, meeting);
  }

  /** Says that the group's parameters and state are those after as many epochs as its state has. */
  static void ready(KernelContext context, int group, double[] state, IntArray meeting) {
    count(context, group, READY, epoch(group, state), meeting);
  }

  /** Has one of a group's counts stand at a number of epochs, for all to see. */
  private static void count(
      KernelContext context, int group, int which, int epochs, IntArray meeting) {
    int before = meeting.get(part(group) + which);
    context.globalBarrier();
    context.atomicAdd(meeting, part(group) + which, epochs - before);
  }

  /** The group that has come furthest. */
  static int lead(int[] shape, IntArray meeting) {
    int lead = 0;
    for (int group = 1; group < shape[GROUPS]; group++) {
      lead = meeting.get(part(group) + READY) > meeting.get(part(lead) + READY) ? group : lead;
    }
    return lead;
  }

  /** After how many epochs a group's parameters and state lie ready. */
  static int epochs(int group, IntArray meeting) {
    return meeting.get(part(group) + READY);
  }

  /** 1 if a group may have been changing what lay ready after so many epochs, else 0. */
  static int changed(KernelContext context, int group, int other, int epochs, IntArray meeting) {
    reload(context, group, meeting);
    return Math.max(0, Math.min(meeting.get(part(other) + BEGUN) - epochs, 1));
  }

  /** An atomic operation makes the compiler load again; on a line of its own it disturbs nobody. */
  private static void reload(KernelContext context, int group, IntArray meeting) {
    context.globalBarrier();
    context.atomicAdd(meeting, part(group) + OWN, 1);
  }

  private static int part(int group) {
    return PART * (group + 1);
  }
}
