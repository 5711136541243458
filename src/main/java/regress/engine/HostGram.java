package regress.engine;

import regress.kernel.GramDescent;
import regress.kernel.HostMoments;
import regress.kernel.HostShape;
import regress.kernel.Moments;
import regress.kernel.Shape;
import regress.kernel.StopRule;

/** A descent on moments as plain Java: blocks of rows over all processors, epochs on one. */
final class HostGram {
  private final double[] w;
  private final double[] state = new double[StopRule.STATE_LENGTH];
  private double spread;

  private HostGram(double[] w) {
    this.w = w;
  }

  static HostGram run(Problem problem, Descent descent, Precision precision) {
    int p = problem.featureCount();
    int single = precision == Precision.FLOAT32 ? 1 : 0;
    double[] w = descent.start().clone();
    for (int j = 0; j <= p; j++) {
      w[j] = GramDescent.rounded(w[j], single);
    }
    HostGram host = new HostGram(w);
    Frame frame = Frame.of(problem);
    int[] shape = HostShape.ofMoments(problem.samples(), p);
    double[][] z = tiles(problem, frame, single);
    double[] moments =
        new double[ArraySize.of(shape[Shape.BLOCKS], Moments.square(shape[Shape.FEATURES]))];
    Sharing.forEach(
        shape[Shape.BLOCKS], problem, block -> HostMoments.block(block, z, moments, shape));
    GramDescent.train(
        moments, frame.values(), w, new double[p + 1], host.state, descent.rule(), shape, single);
    host.spread = GramDescent.spread(moments, w, shape);
    return host;
  }

  /** Features and target, framed, column after column, each a tile after the other. */
  private static double[][] tiles(Problem problem, Frame frame, int single) {
    int tiles = HostShape.tiles(problem.samples());
    double[][] z = new double[ArraySize.of(tiles, problem.featureCount() + 1L)][];
    Sharing.forEach(
        z.length,
        problem,
        i -> {
          int column = i / tiles + 1;
          z[i] = tile(Frame.column(problem, column), i % tiles, column, frame, single);
        });
    return z;
  }

  private static double[] tile(double[] x, int tile, int column, Frame frame, int single) {
    int first = tile * HostShape.TILE_ROWS;
    double[] z = new double[HostShape.tileRows(tile, x.length)];
    for (int k = 0; k < z.length; k++) {
      z[k] = GramDescent.rounded(frame.apply(column, x[first + k]), single);
    }
    return z;
  }

  double[] parameters() {
    return w;
  }

  double[] state() {
    return state;
  }

  double spread() {
    return spread;
  }
}
