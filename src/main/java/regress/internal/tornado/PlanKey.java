package regress.internal.tornado;

import regress.engine.Device;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Precision;

/**
 * All that shapes a compiled plan; fits that agree in it share one.
 *
 * @param rows room for so many rows of one fit, or of many together
 * @param memory what the plan may take of the device's memory
 * @param loss whose kernels are compiled; its parameter travels with a descent
 * @param kernels those that were asked for
 * @param blocks room for so many blocks of fits side by side, or 0 for one fit by itself
 */
record PlanKey(
    Purpose purpose,
    Precision precision,
    int rows,
    int features,
    Device device,
    Memory memory,
    Loss.Kind loss,
    Kernels kernels,
    int blocks) {
  /** Room that costs a table of fewer rows nothing that can be measured. */
  private static final int FEWEST_ROWS = 128;

  /** Capacities between a power of two and the next. */
  private static final int STEPS = 8;

  /** One fit by itself, on squared loss, by the kernels of our choice. */
  PlanKey(
      Purpose purpose, Precision precision, int rows, int features, Device device, Memory memory) {
    this(purpose, precision, rows, features, device, memory, Loss.Kind.SQUARED, Kernels.AUTO, 0);
  }

  /** One fit by itself, whose plan may take what it needs. */
  PlanKey(Purpose purpose, Precision precision, int rows, int features, Device device) {
    this(purpose, precision, rows, features, device, Memory.ANY);
  }

  /**
   * The rows for which a plan has room that is made for {@code rows}: 8 to 15 times a power of two,
   * so at most an eighth more, but at least {@link #FEWEST_ROWS}. A function of the rows alone,
   * because the number of work-groups, and with it the order of sums, follows from it.
   */
  static long capacity(long rows) {
    long step = Math.max(Long.highestOneBit(rows), FEWEST_ROWS) / STEPS;
    return Math.max((rows + step - 1) / step * step, FEWEST_ROWS);
  }

  /**
   * The same with room for the {@link #capacity} of its rows; but where that is more than the
   * memory, and the rows themselves are not, for those.
   */
  PlanKey roomy() {
    PlanKey roomy = with((int) Math.min(capacity(rows), Integer.MAX_VALUE));
    return Footprint.of(roomy).fits(memory) || !Footprint.of(this).fits(memory) ? roomy : this;
  }

  /** Whether not all rows have to be on the device at once. */
  boolean isInWindows() {
    return blocks == 0 && (purpose == Purpose.SUMS || purpose == Purpose.MOMENTS);
  }

  /** The same by other kernels. */
  PlanKey with(Kernels other) {
    return new PlanKey(purpose, precision, rows, features, device, memory, loss, other, blocks);
  }

  /**
   * The same, each problem by itself, by the plain kernels: stepwise in place of fused, which is
   * one work-item.
   */
  PlanKey plain() {
    Purpose layout = purpose == Purpose.FUSED ? Purpose.STEPWISE : purpose;
    return new PlanKey(layout, precision, rows, features, device, memory, loss, Kernels.PLAIN, 0);
  }

  /** The kernels that run. */
  Kernels family() {
    return kernels.on(device);
  }

  /** Fits of so many rows. */
  PlanKey with(int otherRows) {
    return new PlanKey(
        purpose, precision, otherRows, features, device, memory, loss, kernels, blocks);
  }

  /** The same fits in another share of the memory. */
  PlanKey with(Memory other) {
    return new PlanKey(purpose, precision, rows, features, device, other, loss, kernels, blocks);
  }
}
