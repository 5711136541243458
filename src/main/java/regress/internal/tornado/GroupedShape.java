package regress.internal.tornado;

import regress.internal.tornado.kernel.Groups;
import regress.internal.tornado.kernel.WorkGroups;

/**
 * How kernels on a GPU see a problem: columns one after the other, rows in contiguous parts, one a
 * work-group.
 *
 * @param samples n
 * @param features p
 * @param groups work-groups, no more than the device surely runs at once
 * @param items work-items in a group, a power of two, no more than {@link WorkGroups#MOST_ITEMS}
 * @param slots epochs for which there is room for partial sums, at least two
 * @param looks how often a group looks for the others before it gives up
 */
record GroupedShape(int samples, int features, int groups, int items, int slots, int looks) {

  /** Some seconds' worth: far longer than a group is ever late. */
  private static final int MANY_LOOKS = 1 << 26;

  /** Rows of an item below which more groups would mostly wait for each other. */
  private static final int FEWEST_ROWS = 4;

  /** Partial sums in all slots together, 4 MB of them. */
  private static final int MOST_SUMS = 1 << 19;

  private static final int MOST_SLOTS = 1024;

  /** Keeps what groups write on cache lines of their own. */
  private static final int LINE = 16;

  static GroupedShape of(PlanKey key) {
    int items = Math.min(WorkGroups.MOST_ITEMS, Devices.mostItems(key.device()));
    long worthwhile = key.rows() / ((long) FEWEST_ROWS * items) + 1;
    int groups = (int) Math.min(worthwhile, key.device().computeUnits());
    int room = MOST_SUMS / (groups * stride(key.features()));
    int slots = key.purpose() == Purpose.FUSED ? Math.clamp(room, 2, MOST_SLOTS) : 2;
    return new GroupedShape(key.rows(), key.features(), groups, items, slots, MANY_LOOKS);
  }

  /** The same groups over other rows. */
  GroupedShape with(int rows) {
    return new GroupedShape(rows, features, groups, items, slots, looks);
  }

  /** Distance between two groups' parameters or sums. */
  int stride() {
    return stride(features);
  }

  private static int stride(int features) {
    return (features + 2 + LINE - 1) / LINE * LINE;
  }

  /** Values of all features, no fewer than the rows of all groups, which kernels count in ints. */
  double featureValues() {
    return Math.max((double) samples * features, (double) groups * groupRows());
  }

  /** Parameters, or partial sums, of all groups. */
  double groupValues() {
    return groups * stride();
  }

  /** As many whole rows of items as share the samples among the groups. */
  private int groupRows() {
    long all = (long) groups * items;
    return (int) ((samples + all - 1) / all * items);
  }

  /** As kernels read it. */
  int[] forKernels() {
    int[] shape = new int[WorkGroups.SHAPE_LENGTH];
    shape[Groups.ROWS] = samples;
    shape[Groups.FEATURES] = features;
    shape[Groups.GROUPS] = groups;
    shape[Groups.STRIDE] = stride();
    shape[WorkGroups.ITEMS] = items;
    shape[WorkGroups.GROUP_ROWS] = groupRows();
    shape[WorkGroups.SLOTS] = slots;
    return shape;
  }
}
