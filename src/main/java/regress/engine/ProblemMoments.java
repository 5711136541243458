package regress.engine;

import regress.kernel.HostMoments;
import regress.kernel.HostShape;
import regress.kernel.Moments;
import regress.kernel.Shape;

/** Moments taken by plain Java, blocks of rows over all processors where that is worthwhile. */
final class ProblemMoments {
  private ProblemMoments() {}

  static FramedMoments of(Problem problem, Precision precision) {
    int p = problem.featureCount();
    Frame frame = Frame.of(problem);
    int[] shape = HostShape.ofMoments(problem.samples(), p);
    double[][] z = tiles(problem, frame, precision);
    double[] blocks = new double[ArraySize.of(shape[Shape.BLOCKS], Moments.square(p))];
    Sharing.forEach(
        shape[Shape.BLOCKS], problem, block -> HostMoments.block(block, z, blocks, shape));
    double[] moments = new double[(int) Moments.square(p)];
    Moments.add(blocks, moments);
    return new FramedMoments(moments, frame);
  }

  /** Features and target, framed, column after column, each a tile after the other. */
  private static double[][] tiles(Problem problem, Frame frame, Precision precision) {
    int tiles = HostShape.tiles(problem.samples());
    double[][] z = new double[ArraySize.of(tiles, problem.featureCount() + 1L)][];
    Sharing.forEach(
        z.length,
        problem,
        i -> {
          int column = i / tiles + 1;
          z[i] = tile(Frame.column(problem, column), i % tiles, column, frame, precision);
        });
    return z;
  }

  private static double[] tile(double[] x, int tile, int column, Frame frame, Precision precision) {
    int first = tile * HostShape.TILE_ROWS;
    double[] z = new double[HostShape.tileRows(tile, x.length)];
    for (int k = 0; k < z.length; k++) {
      z[k] = precision.round(frame.apply(column, x[first + k]));
    }
    return z;
  }
}
