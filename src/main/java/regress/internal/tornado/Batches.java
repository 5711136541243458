package regress.internal.tornado;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;

/**
 * Which problems share one execution, side by side in {@link Batched}: the largest first, so that
 * those of one block have nearly the same rows, and no more than the device's memory may hold; and
 * which are by themselves: those that fill a device alone, and those that would mostly wait for a
 * much larger one beside them.
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

  private final List<Problem> problems;
  private final Placement where;
  private final Memory memory;
  private final int lanes;

  Batches(List<Problem> problems, Placement where) {
    this.problems = problems;
    this.where = where;
    this.memory = Devices.memory(where.device()).atMost(Math.min(where.memory(), MOST_BYTES));
    this.lanes = BlockedShape.lanes(where.precision());
  }

  /** The problems' numbers, in one list for each execution; a list of one is by itself. */
  List<List<Integer>> executions(Purpose purpose) {
    List<List<Integer>> executions = new ArrayList<>();
    if (problems.size() == 1 || !isServed()) {
      IntStream.range(0, problems.size()).forEach(i -> executions.add(List.of(i)));
      return executions;
    }
    List<Integer> order =
        IntStream.range(0, problems.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -problems.get(i).samples()))
            .toList();
    List<Integer> together = new ArrayList<>();
    int rows = 0;
    for (int next = 0; next < order.size(); ) {
      int end = Math.min(order.size(), next + lanes);
      List<Integer> block = order.subList(next, end);
      Problem largest = problems.get(block.getFirst());
      if (isLarge(purpose, largest) || isSparse(block)) {
        executions.add(List.of(block.getFirst()));
        next++;
      } else {
        int blocks = together.size() / lanes;
        if (!fits(purpose, rows + largest.samples(), blocks + 1, largest.featureCount())) {
          executions.add(together);
          together = new ArrayList<>();
          rows = 0;
        }
        together.addAll(block);
        rows += largest.samples();
        next = end;
      }
    }
    if (!together.isEmpty()) {
      executions.add(together);
    }
    return executions;
  }

  /** Whether there are kernels for it. */
  private boolean isServed() {
    return problems.getFirst().featureCount() <= MOST_FEATURES
        && where.kernels().on(where.device()) == Kernels.VECTOR;
  }

  /** Whether a fit does as well alone, or has to, because a block of such is too much. */
  private boolean isLarge(Purpose purpose, Problem problem) {
    long size = problem.samples() * (problem.featureCount() + 1L);
    return size > LARGE || !fits(purpose, problem.samples(), 1, problem.featureCount());
  }

  /** Whether so many blocks of fits, of so many rows in all, may be in one execution. */
  private boolean fits(Purpose purpose, int rows, int blocks, int features) {
    PlanKey key =
        BatchLayout.key(
            purpose, Loss.Kind.SQUARED, where.precision(), rows, features, where.device(), blocks);
    return Footprint.of(key).fits(memory);
  }

  /**
   * Whether most rows of a block would be padding, because one fit has many more than the others.
   */
  private boolean isSparse(List<Integer> block) {
    int rows = problems.get(block.getFirst()).samples();
    long used = block.stream().mapToLong(i -> problems.get(i).samples()).sum();
    return rows > FEW_ROWS && 4 * used < (long) rows * lanes;
  }
}
