package regress.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.engine.Rounding;
import regress.internal.kernel.HostShape;
import regress.internal.kernel.LinearLoss32;
import regress.internal.kernel.LinearLoss64;
import regress.internal.kernel.Shape;
import regress.internal.kernel.SquaredLoss32;
import regress.internal.kernel.SquaredLoss64;

/**
 * The host's sums are the definition's in another order. Residuals are equal to the bit; adding n
 * terms in float64 errs by at most n u sum |term|, products by u each, on either side: 2 (n + 1) u
 * sum |term|, and by Cauchy and Schwarz sum |r x| is at most the root of sum r^2 sum x^2. In
 * float32 a lane adds a row of each of a block's m tiles first, products rounded, and errs by m + 1
 * units of float32's more.
 */
class HostLossTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "100, 1",
    "255, 2",
    "257, 1",
    "513, 1",
    "5001, 1",
    "9001, 1",
    "5001, 5",
    "1100, 130",
    "2050, 16"
  })
  void agreesWithTheDefinition(int n, int p) {
    Problem problem = Problems.linear(n, p, n);
    Descent descent = new Descent(Loss.SQUARED, start(p), 0.1, 1, 0, 1);
    int[] host = HostShape.of(n, p);
    int[] shape = Shape.of(n, p);
    int blocks = shape[Shape.BLOCKS];
    double[] values = new double[blocks];
    double[] slopes = new double[blocks * (p + 1)];

    double[] x = new double[n * p];
    double[] y = new double[n];
    problem.copy(0, n, x, y);
    double[] r = new double[n];
    LinearLoss64.loss(
        SquaredLoss64.LOSS, x, y, descent.start(), r, values, descent.rule(), shape, blocks);
    LinearLoss64.gradient(x, r, slopes, shape, blocks);
    HostDescent64 wide = HostDescent64.of(problem, SquaredLoss64.LOSS, host, 1);
    wide.begin(descent);
    run(wide, true);
    double u = 2 * (n + 1) * Rounding.unit(Precision.FLOAT64);
    assertAgree(wide.values(), wide.slopes(), values, slopes, problem, u);
    assertTheLossChangesNothing(wide, wide.slopes());

    float[] x32 = new float[n * p];
    float[] y32 = new float[n];
    problem.copy(0, n, x32, y32);
    float[] w32 = new float[p + 1];
    Problem.round(descent.start(), w32);
    float[] r32 = new float[n];
    LinearLoss32.loss(
        SquaredLoss32.LOSS, x32, y32, w32, r32, values, descent.rule(), shape, blocks);
    LinearLoss32.gradient(x32, r32, slopes, shape, blocks);
    HostDescent32 narrow = HostDescent32.of(problem, SquaredLoss32.LOSS, host, 1);
    narrow.begin(descent);
    run(narrow, true);
    int laneRows = Math.min(HostShape.tiles(n), host[Shape.BLOCK_ROWS] / HostShape.TILE_ROWS);
    double u32 = u + (laneRows + 1) * Rounding.unit(Precision.FLOAT32);
    assertAgree(narrow.values(), narrow.slopes(), values, slopes, problem, u32);
    assertTheLossChangesNothing(narrow, narrow.slopes());
  }

  private static double[] start(int p) {
    double[] start = new double[p + 1];
    for (int j = 0; j <= p; j++) {
      start[j] = 0.3 - 0.7 * (j % 3);
    }
    return start;
  }

  private static void run(HostDescent host, boolean loss) {
    for (int block = 0; block < host.blocks(); block++) {
      host.block(block, 0, loss);
    }
  }

  /** Epochs with and without it have loops of their own. */
  private static void assertTheLossChangesNothing(HostDescent host, double[] slopes) {
    double[] with = slopes.clone();
    Arrays.fill(slopes, Double.NaN);
    run(host, false);
    assertThat(slopes).isEqualTo(with);
  }

  private static void assertAgree(
      double[] hostValues,
      double[] hostSlopes,
      double[] values,
      double[] slopes,
      Problem q,
      double u) {
    double loss = sum(values, 0, 1);
    assertThat(sum(hostValues, 0, 1)).isCloseTo(loss, within(u * loss));
    int stride = q.featureCount() + 1;
    for (int j = 0; j < stride; j++) {
      double norm = q.samples();
      if (j > 0) {
        norm = 0;
        for (double value : q.columns()[j - 1]) {
          norm += value * value;
        }
      }
      // Twice: what rounding to float32 and the norms' own sums add is far below that.
      double bound = 2 * u * Math.sqrt(loss * norm);
      assertThat(sum(hostSlopes, j, stride)).isCloseTo(sum(slopes, j, stride), within(bound));
    }
  }

  private static double sum(double[] values, int first, int stride) {
    double sum = 0;
    for (int i = first; i < values.length; i += stride) {
      sum += values[i];
    }
    return sum;
  }
}
