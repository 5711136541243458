package regress.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The host's moments are the definition's in another order. Of values between -1 and 1, either errs
 * by at most (n + 1) n u: n terms, each of size 1 at most, rounded and added.
 */
class HostMomentsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "255, 3", "256, 2", "1025, 1", "3000, 5", "1024, 20", "300000, 1"})
  void agreeWithTheDefinition(int n, int p) {
    double[] z = new Random(n).doubles((p + 1L) * n, -1, 1).toArray();
    double[] expected = definition(z, n, p);
    double[] actual = host(z, n, p);
    double bound = 2 * (n + 1.0) * n * 0x1p-53;
    int stride = Moments.stride(p);
    for (int a = 0; a < p + 2; a++) {
      for (int b = a; b < p + 2; b++) {
        int entry = a * stride + b;
        assertThat(actual[entry]).as("%d, %d", a, b).isCloseTo(expected[entry], within(bound));
      }
    }
  }

  private static double[] definition(double[] z, int n, int p) {
    int[] shape = Shape.of(n, p);
    double[] moments = squares(shape);
    Gram64.moments(z, moments, shape, shape[Shape.BLOCKS]);
    return added(moments, shape);
  }

  private static double[] host(double[] z, int n, int p) {
    int[] shape = HostShape.ofMoments(n, p);
    double[] moments = squares(shape);
    for (int block = 0; block < shape[Shape.BLOCKS]; block++) {
      int first = Shape.firstRow(block, shape);
      int end = Shape.endRow(block, shape);
      int together = HostMoments.tiles(p, end - first) * HostShape.TILE_ROWS;
      var host = new HostMoments(p, end - first);
      for (int row = first; row < end; row += together) {
        int rows = Math.min(together, end - row);
        host.add(rows, tiles(z, n, p, row, rows), HostShape.tiles(rows));
      }
      host.finish(block, end - first, moments);
    }
    return added(moments, shape);
  }

  private static double[][] tiles(double[] z, int n, int p, int first, int rows) {
    int tiles = HostShape.tiles(rows);
    double[][] tiled = new double[(p + 1) * tiles][];
    for (int i = 0; i < tiled.length; i++) {
      int tile = i % tiles;
      int from = i / tiles * n + first + tile * HostShape.TILE_ROWS;
      tiled[i] = Arrays.copyOfRange(z, from, from + HostShape.tileRows(tile, rows));
    }
    return tiled;
  }

  private static double[] squares(int[] shape) {
    return new double[shape[Shape.BLOCKS] * (int) Moments.square(shape[Shape.FEATURES])];
  }

  private static double[] added(double[] moments, int[] shape) {
    int square = (int) Moments.square(shape[Shape.FEATURES]);
    double[] sum = new double[square];
    for (int i = 0; i < moments.length; i++) {
      sum[i % square] += moments[i];
    }
    return sum;
  }
}
