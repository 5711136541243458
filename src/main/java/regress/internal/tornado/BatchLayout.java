package regress.internal.tornado;

import java.util.Arrays;
import java.util.List;
import regress.engine.Device;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.internal.engine.AffineMap;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Problem;
import regress.internal.engine.Sums;
import regress.internal.kernel.Moments;
import regress.internal.tornado.kernel.Batch;

/**
 * Assigns fits to lanes and blocks in list order, as {@link Batch} draws it. Fits of one block
 * should have similar numbers of rows: a block runs as long as its longest fit.
 *
 * @param firsts rows of all blocks before each, and in the end of all
 */
record BatchLayout(List<Problem> problems, int lanes, int[] firsts) {
  /** Rows over which a float32 lane adds before float64 takes over. */
  private static final int RUN = 128;

  static BatchLayout of(List<Problem> problems, Precision precision) {
    int lanes = BlockedShape.lanes(precision);
    int[] firsts = new int[(problems.size() - 1) / lanes + 2];
    for (int block = 0; block < firsts.length - 1; block++) {
      int end = Math.min((block + 1) * lanes, problems.size());
      List<Problem> own = problems.subList(block * lanes, end);
      int most = own.stream().mapToInt(Problem::samples).max().orElseThrow();
      firsts[block + 1] = Math.addExact(firsts[block], most);
    }
    return new BatchLayout(problems, lanes, firsts);
  }

  int blocks() {
    return firsts.length - 1;
  }

  int features() {
    return problems.getFirst().featureCount();
  }

  /** A plan for this layout and for others that are not much smaller. */
  PlanKey key(Purpose purpose, Loss.Kind loss, Precision precision, Device device) {
    return key(purpose, loss, precision, firsts[blocks()], features(), device, blocks());
  }

  /** As above, from rows and blocks. */
  static PlanKey key(
      Purpose purpose,
      Loss.Kind loss,
      Precision precision,
      int rows,
      int features,
      Device device,
      int blocks) {
    return new PlanKey(
        purpose,
        precision,
        room(rows),
        features,
        device,
        Memory.ANY,
        loss,
        Kernels.AUTO,
        room(blocks));
  }

  /** 4, 5, 6 or 7 times a power of two, or less than 4: at most a quarter more than needed. */
  static int room(int needed) {
    int step = Math.max(1, Integer.highestOneBit(needed) / 4);
    return (needed + step - 1) / step * step;
  }

  /** Index of a value in data of so many columns, or in what a block has that many vectors of. */
  int index(int place, int row, int column, int columns) {
    int vector = (firsts[place / lanes] + row) * columns + column;
    return vector * lanes + place % lanes;
  }

  /** Index of a fit's parameter. */
  int parameter(int place, int j) {
    return (place / lanes * (features() + 1) + j) * lanes + place % lanes;
  }

  /** Writes what kernels read of it. */
  void write(int[] shape, int groups) {
    shape[Batch.BLOCKS] = blocks();
    shape[Batch.GROUPS] = groups;
    shape[Batch.FEATURES] = features();
    shape[Batch.RUN] = RUN;
    System.arraycopy(firsts, 0, shape, Batch.FIRST, firsts.length);
  }

  /** A fit's own loss and gradient of all that a kernel left. */
  Sums sums(int place, double[] all) {
    double[] totals = new double[features() + 2];
    int from = place / lanes * lanes * totals.length + place % lanes;
    Arrays.setAll(totals, term -> all[from + lanes * term]);
    return Sums.of(totals);
  }

  /** A fit's own moments of all that a kernel left. */
  ColumnMoments moments(int place, double[] all, AffineMap map) {
    int p = features();
    int stride = Moments.stride(p);
    double[] square = new double[(int) Moments.square(p)];
    int from = place / lanes * lanes * Batch.terms(p) + place % lanes;
    square[0] = problems.get(place).samples();
    for (int b = 0; b <= p; b++) {
      square[b + 1] = all[from + lanes * b];
      for (int a = 0; a <= b; a++) {
        square[(a + 1) * stride + b + 1] = all[from + lanes * Batch.product(a, b, p)];
      }
    }
    return new ColumnMoments(square, map);
  }
}
