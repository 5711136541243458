package regress.engine;

import java.util.stream.IntStream;
import regress.kernel.Gram32;
import regress.kernel.Gram64;
import regress.kernel.GramDescent;
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
    int[] shape = Shape.of(problem.samples(), p);
    double[] moments =
        precision == Precision.FLOAT32
            ? moments32(problem, frame, shape)
            : moments64(problem, frame, shape);
    GramDescent.train(
        moments, frame.values(), w, new double[p + 1], host.state, descent.rule(), shape, single);
    host.spread = GramDescent.spread(moments, w, shape);
    return host;
  }

  private static double[] moments32(Problem problem, Frame frame, int[] shape) {
    float[] z = new float[framedSize(problem)];
    int n = problem.samples();
    IntStream.rangeClosed(1, problem.featureCount() + 1)
        .parallel()
        .forEach(
            column -> {
              double[] x = Frame.column(problem, column);
              for (int i = 0; i < n; i++) {
                z[(column - 1) * n + i] = (float) frame.apply(column, x[i]);
              }
            });
    double[] moments = squares(shape);
    IntStream.range(0, shape[Shape.BLOCKS])
        .parallel()
        .forEach(block -> Gram32.blockMoments(block, z, moments, shape));
    return moments;
  }

  private static double[] moments64(Problem problem, Frame frame, int[] shape) {
    double[] z = new double[framedSize(problem)];
    int n = problem.samples();
    IntStream.rangeClosed(1, problem.featureCount() + 1)
        .parallel()
        .forEach(
            column -> {
              double[] x = Frame.column(problem, column);
              for (int i = 0; i < n; i++) {
                z[(column - 1) * n + i] = frame.apply(column, x[i]);
              }
            });
    double[] moments = squares(shape);
    IntStream.range(0, shape[Shape.BLOCKS])
        .parallel()
        .forEach(block -> Gram64.blockMoments(block, z, moments, shape));
    return moments;
  }

  private static double[] squares(int[] shape) {
    return new double[ArraySize.of(shape[Shape.BLOCKS], Moments.square(shape[Shape.FEATURES]))];
  }

  /** Features and target in one array. */
  private static int framedSize(Problem problem) {
    return ArraySize.of(problem.samples(), problem.featureCount() + 1L);
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
