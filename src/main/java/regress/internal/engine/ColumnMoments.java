package regress.internal.engine;

import java.util.Arrays;
import regress.engine.Precision;
import regress.internal.crew.HostCrew;
import regress.internal.kernel.HostMoments;
import regress.internal.kernel.HostShape;
import regress.internal.kernel.Moments;
import regress.internal.kernel.Shape;

/**
 * Second moments of all columns, as one pass over the rows leaves them: sums, which add.
 *
 * @param square as {@link Moments} lays it out, of columns in the map
 * @param map in which they were taken
 */
public record ColumnMoments(double[] square, AffineMap map) {
  /** Of framed rows, taken by plain Java, parts of them over all processors where that pays. */
  public static ColumnMoments of(Problem framed, Precision precision) {
    int p = framed.featureCount();
    int[] shape = HostShape.ofMoments(framed.samples(), p);
    double[] parts = new double[ArraySize.of(shape[Shape.BLOCKS], Moments.square(p))];
    HostCrew.stretches(
        shape[Shape.BLOCKS],
        framed.rows().values(),
        (first, end) -> blocks(first, end, framed, precision, shape, parts));
    double[] square = new double[(int) Moments.square(p)];
    Moments.add(parts, square);
    return new ColumnMoments(square, framed.map());
  }

  private static void blocks(
      int from, int to, Problem framed, Precision precision, int[] shape, double[] parts) {
    int columns = framed.rows().columns();
    int most = Shape.endRow(from, shape) - Shape.firstRow(from, shape);
    int tiles = HostMoments.tiles(columns - 1, most);
    int together = tiles * HostShape.TILE_ROWS;
    double[][] z = new double[columns * tiles][Math.min(HostShape.TILE_ROWS, most)];
    var moments = new HostMoments(columns - 1, most);
    for (int block = from; block < to; block++) {
      int end = Shape.endRow(block, shape);
      int first = Shape.firstRow(block, shape);
      for (int row = first; row < end; row += together) {
        int rows = Math.min(together, end - row);
        read(row, rows, framed, precision, z, tiles);
        moments.add(rows, z, tiles);
      }
      moments.finish(block, end - first, parts);
    }
  }

  /** Fills tiles, z[column * tiles + tile]. */
  private static void read(
      int first, int rows, Problem framed, Precision precision, double[][] z, int tiles) {
    double[][] window = new double[z.length / tiles][];
    for (int tile = 0; tile < HostShape.tiles(rows); tile++) {
      for (int column = 0; column < window.length; column++) {
        window[column] = z[column * tiles + tile];
      }
      framed.read(first + tile * HostShape.TILE_ROWS, HostShape.tileRows(tile, rows), window);
      for (double[] values : window) {
        precision.round(values);
      }
    }
  }

  /**
   * Of the columns in another map, by
   *
   * <pre>
   *   z' = h + f z        sum z_a' z_b' = n h_a h_b + h_a f_b sum z_b + h_b f_a sum z_a + f_a f_b sum z_a z_b
   * </pre>
   */
  public ColumnMoments in(AffineMap other) {
    int columns = map.scales().length;
    int stride = Moments.stride(columns - 1);
    double n = square[0];
    double[] moved = square.clone();
    for (int b = 1; b <= columns; b++) {
      moved[b] = n * shift(b, other) + factor(b, other) * square[b];
    }
    for (int a = 1; a <= columns; a++) {
      for (int b = a; b <= columns; b++) {
        double ofA = factor(a, other) * square[a];
        double ofProducts = factor(a, other) * factor(b, other) * square[a * stride + b];
        moved[a * stride + b] = shift(a, other) * moved[b] + shift(b, other) * ofA + ofProducts;
      }
    }
    return new ColumnMoments(moved, other);
  }

  private double shift(int column, AffineMap other) {
    return (map.centres()[column - 1] - other.centres()[column - 1]) / other.scales()[column - 1];
  }

  private double factor(int column, AffineMap other) {
    return map.scales()[column - 1] / other.scales()[column - 1];
  }

  /** Means and covariances of the columns in another map, which take the square's place. */
  public double[] settle(AffineMap other) {
    int columns = map.scales().length;
    double[] shifts = new double[columns];
    double[] factors = new double[columns];
    Arrays.setAll(shifts, j -> shift(j + 1, other));
    Arrays.setAll(factors, j -> factor(j + 1, other));
    Moments.settle(square, shifts, factors);
    return square;
  }
}
