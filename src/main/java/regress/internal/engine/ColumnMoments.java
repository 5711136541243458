package regress.internal.engine;

import java.util.Arrays;
import regress.data.Rows;
import regress.engine.Precision;
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
  /** Taken by plain Java, parts of the rows over all processors where that is worthwhile. */
  public static ColumnMoments of(Rows rows, Precision precision) {
    Problem framed = new Problem(rows, AffineMap.framing(rows));
    int p = framed.featureCount();
    int[] shape = HostShape.ofMoments(framed.samples(), p);
    double[][] z = tiles(framed, precision);
    double[] parts = new double[ArraySize.of(shape[Shape.BLOCKS], Moments.square(p))];
    HostCrew.forEach(shape[Shape.BLOCKS], rows, part -> HostMoments.block(part, z, parts, shape));
    double[] square = new double[(int) Moments.square(p)];
    Moments.add(parts, square);
    return new ColumnMoments(square, framed.map());
  }

  /** Features and target, column after column, each a tile after the other. */
  private static double[][] tiles(Problem framed, Precision precision) {
    int columns = framed.rows().columns();
    int tiles = HostShape.tiles(framed.samples());
    double[][] z = new double[ArraySize.of(tiles, columns)][];
    HostCrew.forEach(
        tiles,
        framed.rows(),
        tile -> {
          int rows = HostShape.tileRows(tile, framed.samples());
          double[][] window = new double[columns][rows];
          framed.read(tile * HostShape.TILE_ROWS, rows, window);
          for (int column = 0; column < columns; column++) {
            z[column * tiles + tile] = precision.round(window[column]);
          }
        });
    return z;
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
