package regress.internal.tornado;

import regress.engine.Device;
import regress.engine.Precision;
import regress.internal.tornado.kernel.Groups;

/**
 * How vector kernels on a CPU device see a problem: blocks of four vectors of rows, columns
 * contiguous within a block, the last block padded.
 *
 * @param samples n
 * @param features p
 * @param lanes rows in a vector
 * @param groups work-groups, no more than the device runs at once
 * @param looks how often a group looks for another before it does its share
 */
record BlockedShape(int samples, int features, int lanes, int groups, int looks) {

  /**
   * Polls per block of two columns before a group computes its neighbour's share. One poll costs as
   * much as one cached block, so a group is some shares late, however slow the memory, before that.
   */
  private static final long LOOKS = 16;

  /** Looks that a thread may take to wake up. */
  private static final int FEWEST_LOOKS = 1 << 12;

  static final int VECTOR_BYTES = 64;

  /** Vectors below which meeting a second group costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 10;

  /** Blocks over which a float32 lane adds before float64 takes over. */
  private static final int RUN = 64;

  /** Keeps what groups write on cache lines of their own. */
  private static final int LINE = 16;

  static BlockedShape of(PlanKey key) {
    int lanes = lanes(key.precision());
    long worthwhile = vectors(key.rows(), key.features(), lanes) / WORTH_SHARING + 1;
    int groups = (int) Math.min(worthwhile, groupsAtOnce(key.device()));
    long looks = LOOKS * vectors(key.rows(), key.features(), lanes) / groups / 2;
    return new BlockedShape(
        key.rows(),
        key.features(),
        lanes,
        groups,
        Math.clamp(looks / Groups.VECTORS, FEWEST_LOOKS, Integer.MAX_VALUE));
  }

  /** Rows in a vector of this precision. */
  static int lanes(Precision precision) {
    return VECTOR_BYTES / precision.bytes();
  }

  private static long vectors(long samples, int features, int lanes) {
    return samples * (features + 1L) / lanes;
  }

  private static int groupsAtOnce(Device device) {
    return device.isPrompt() ? 1 : device.computeUnits();
  }

  /** As many groups over other rows. */
  BlockedShape with(int rows) {
    return new BlockedShape(rows, features, lanes, groups, looks);
  }

  /** Rows in a block. */
  int blockRows() {
    return Groups.VECTORS * lanes;
  }

  int blocks() {
    return (int) ((samples + (long) blockRows() - 1) / blockRows());
  }

  /** Distance between two groups' parameters or sums. */
  int stride() {
    return (Groups.rowValues(features) + LINE - 1) / LINE * LINE;
  }

  /** Parameters, or partial sums, of all groups. */
  double groupValues() {
    return groups * stride();
  }

  /** Values that hold all sums. */
  double sumValues() {
    return Groups.sumRows(groups) * stride();
  }

  /** Vectors that hold the features. */
  double featureVectors() {
    return (double) blocks() * features * Groups.VECTORS;
  }

  /** Vectors that hold the target and the last block's weights. */
  double targetVectors() {
    return (blocks() + 1.0) * Groups.VECTORS;
  }

  /** Index of a feature's value. */
  int index(int row, int column) {
    return (row / blockRows() * features + column) * blockRows() + row % blockRows();
  }

  /** Index of the weight of a row of the last block. */
  int weight(int rowInBlock) {
    return blocks() * blockRows() + rowInBlock;
  }

  /** Rows of the last block that are samples. */
  int lastRows() {
    return samples - (blocks() - 1) * blockRows();
  }

  /**
   * Adds up the groups' sums of a descent's first epoch.
   *
   * @param totals p + 2 sums
   * @param sums as kernels leave them
   */
  void addTo(double[] totals, double[] sums) {
    for (int group = 0; group < groups; group++) {
      for (int j = 0; j < totals.length; j++) {
        totals[j] += sums[group * stride() + j];
      }
    }
  }

  /** As kernels read it. */
  int[] forKernels() {
    int[] shape = new int[Groups.SHAPE_LENGTH];
    shape[Groups.ROWS] = samples;
    shape[Groups.FEATURES] = features;
    shape[Groups.BLOCKS] = blocks();
    shape[Groups.RUN] = RUN;
    shape[Groups.GROUPS] = groups;
    shape[Groups.STRIDE] = stride();
    return shape;
  }
}
