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
    HostCrew.share(
        shape[Shape.BLOCKS],
        framed.rows().values(),
        block -> block(block, framed, precision, shape, parts));
    double[] square = new double[(int) Moments.square(p)];
    Moments.add(parts, square);
    return new ColumnMoments(square, framed.map());
  }

  private static void block(
      int block, Problem framed, Precision precision, int[] shape, double[] parts) {
    int columns = framed.rows().columns();
    int end = Shape.endRow(block, shape);
    int first = Shape.firstRow(block, shape);
    int tiles = HostMoments.tiles(columns - 1, end - first);
    double[][] z = new double[columns * tiles][HostShape.TILE_ROWS];
    double[][] window = new double[columns][];
    var moments = new HostMoments(columns - 1, end - first);
    for (int row = first; row < end; row += tiles * HostShape.TILE_ROWS) {
      int rows = Math.min(tiles * HostShape.TILE_ROWS, end - row);
      for (int tile = 0; tile < HostShape.tiles(rows); tile++) {
        for (int column = 0; column < columns; column++) {
          window[column] = z[column * tiles + tile];
        }
        framed.read(row + tile * HostShape.TILE_ROWS, HostShape.tileRows(tile, rows), window);
        for (double[] values : window) {
          precision.round(values);
        }
      }
      moments.add(rows, z, tiles);
    }
    moments.finish(block, end - first, parts);
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
