package regress.tornado;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Device;
import regress.engine.Engine;
import regress.engine.Execution;
import regress.engine.Mode;
import regress.engine.Problem;
import regress.engine.Progress;

/**
 * Which fits run side by side, the largest first, so that fits of one block have nearly the same
 * rows, and no more in one execution than the device's memory may hold; and which by themselves:
 * those that fill a device alone, and those that would mostly wait for a much larger one beside
 * them.
 */
final class Batches {
  /** Feature and target values with which a fit does as well alone. */
  private static final long LARGE = 1 << 15;

  /** Rows below which it does not matter whether a vector is full. */
  private static final int FEW_ROWS = 1 << 10;

  /** Bytes beyond which a larger execution is of no use. */
  private static final long MOST_BYTES = 1 << 29;

  /**
   * Most features of fits that run together: a block's moments grow as their square, here to half a
   * megabyte, and the gain shrinks (13 to 27 times with 4, about 2 with 64).
   */
  private static final int MOST_FEATURES = 64;

  private final Engine engine;
  private final Device device;
  private final Execution execution;
  private final Memory memory;
  private final int lanes;

  Batches(Engine engine, Device device, Execution execution) {
    this.engine = engine;
    this.device = device;
    this.execution = execution;
    this.memory = Devices.memory(device).atMost(Math.min(execution.memory(), MOST_BYTES));
    this.lanes = BlockedShape.lanes(execution.precision());
  }

  /** Whether there are kernels for it. */
  static boolean serve(Mode mode, Device device, int features) {
    return mode == Mode.GRAM && features <= MOST_FEATURES && device.kind().equals("CPU");
  }

  List<Descended> fit(List<Problem> problems, List<Descent> descents) {
    Descended[] ends = new Descended[problems.size()];
    List<Integer> together = new ArrayList<>();
    List<Integer> order =
        IntStream.range(0, ends.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> -problems.get(i).samples()))
            .toList();
    int rows = 0;
    int next = 0;
    while (next < order.size()) {
      int end = Math.min(order.size(), next + lanes);
      List<Integer> block = order.subList(next, end);
      Problem largest = problems.get(block.getFirst());
      if (order.size() == 1 || isLarge(largest) || isSparse(block, problems)) {
        int own = block.getFirst();
        ends[own] = engine.fit(largest, descents.get(own), execution, Progress.NONE);
        next++;
      } else {
        int blocks = together.size() / lanes;
        if (!fits(rows + largest.samples(), blocks + 1, largest.featureCount())) {
          fit(together, problems, descents, ends);
          together.clear();
          rows = 0;
        }
        together.addAll(block);
        rows += largest.samples();
        next = end;
      }
    }
    fit(together, problems, descents, ends);
    return List.of(ends);
  }

  /** Whether a fit does as well alone, or has to, because a block of such is too much. */
  private boolean isLarge(Problem problem) {
    long size = problem.samples() * (problem.featureCount() + 1L);
    return size > LARGE || !fits(problem.samples(), 1, problem.featureCount());
  }

  /** Whether so many blocks of fits, of so many rows in all, may be in one execution. */
  private boolean fits(int rows, int blocks, int features) {
    PlanKey key = BatchLayout.key(execution.precision(), rows, features, device, blocks);
    return Footprint.of(key).fits(memory);
  }

  /** Whether rows of the largest fit of a block would be for no other for the most part. */
  private boolean isSparse(List<Integer> block, List<Problem> problems) {
    int rows = problems.get(block.getFirst()).samples();
    long used = block.stream().mapToLong(i -> problems.get(i).samples()).sum();
    return rows > FEW_ROWS && 4 * used < (long) rows * lanes;
  }

  private void fit(
      List<Integer> together, List<Problem> problems, List<Descent> descents, Descended[] ends) {
    if (together.isEmpty()) {
      return;
    }
    List<Problem> theirs = together.stream().map(problems::get).toList();
    PlanKey key = BatchLayout.of(theirs, execution.precision()).key(execution.precision(), device);
    List<Descended> all =
        Plans.shared().fitAll(key, theirs, together.stream().map(descents::get).toList());
    for (int i = 0; i < all.size(); i++) {
      ends[together.get(i)] = all.get(i);
    }
  }
}
