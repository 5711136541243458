package regress.tornado;

import java.util.List;
import java.util.stream.IntStream;
import regress.engine.Device;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.tornado.kernel.Batch;

/**
 * Which fit goes where: in their order, lane after lane and block after block. Those of one block
 * had better have nearly the same rows.
 *
 * @param firsts rows of all blocks before each, and in the end of all
 */
record BatchLayout(List<Problem> problems, int[] firsts) {
  /** Rows over which a float32 lane adds before float64 takes over. */
  private static final int RUN = 128;

  /** Epochs between two looks at whether a fit has ended. */
  private static final int SPAN = 16;

  /** The same where fits run on moments, whose epochs are shorter than such a look. */
  private static final int SPAN_ON_MOMENTS = 64;

  static BatchLayout of(List<Problem> problems) {
    int[] firsts = new int[(problems.size() - 1) / Batch.LANES + 2];
    for (int block = 0; block < firsts.length - 1; block++) {
      int most = samples(problems, block).max().orElseThrow();
      firsts[block + 1] = Math.addExact(firsts[block], most);
    }
    return new BatchLayout(problems, firsts);
  }

  /** The fits' rows in a block. */
  private static IntStream samples(List<Problem> problems, int block) {
    int end = Math.min((block + 1) * Batch.LANES, problems.size());
    return problems.subList(block * Batch.LANES, end).stream().mapToInt(Problem::samples);
  }

  int blocks() {
    return firsts.length - 1;
  }

  int fits() {
    return problems.size();
  }

  int features() {
    return problems.getFirst().featureCount();
  }

  /** A plan for this layout and for others that are not much smaller. */
  PlanKey key(Mode mode, Precision precision, Device device) {
    return key(mode, precision, firsts[blocks()], features(), device, blocks());
  }

  /** As above, from rows and blocks. */
  static PlanKey key(
      Mode mode, Precision precision, int rows, int features, Device device, int blocks) {
    return new PlanKey(mode, precision, room(rows), features, device, Memory.ANY, room(blocks));
  }

  /** 4, 5, 6 or 7 times a power of two, or less than 4: at most a quarter more than needed. */
  static int room(int needed) {
    int step = Math.max(1, Integer.highestOneBit(needed) / 4);
    return (needed + step - 1) / step * step;
  }

  /** Index of a value in the data: columns are the features and then the target. */
  int index(int place, int row, int column) {
    int vector = (firsts[place / Batch.LANES] + row) * (features() + 1) + column;
    return vector * Batch.LANES + place % Batch.LANES;
  }

  /** Index of what belongs to a place in the fits' numbers. */
  int own(int place) {
    return place / Batch.LANES * Batch.size(features());
  }

  /** Writes what kernels read of it. */
  void write(int[] shape, Mode mode, int groups) {
    shape[Batch.BLOCKS] = blocks();
    shape[Batch.GROUPS] = groups;
    shape[Batch.FEATURES] = features();
    shape[Batch.RUN] = RUN;
    shape[Batch.SIZE] = Batch.size(features());
    shape[Batch.SPAN] = mode == Mode.GRAM ? SPAN_ON_MOMENTS : SPAN;
    for (int block = 0; block < blocks(); block++) {
      int part = Batch.part(block);
      shape[part + Batch.FIRST] = firsts[block];
      shape[part + Batch.ROWS] = firsts[block + 1] - firsts[block];
      shape[part + Batch.FULL] = samples(problems, block).min().orElseThrow();
    }
  }
}
