package regress.internal.engine;

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

  /** Means and covariances of the columns in another map, which take the square's place. */
  public double[] settle(AffineMap other) {
    int columns = map.scales().length;
    double[] shifts = new double[columns];
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      shifts[j] = (map.centres()[j] - other.centres()[j]) / other.scales()[j];
      factors[j] = map.scales()[j] / other.scales()[j];
    }
    Moments.settle(square, shifts, factors);
    return square;
  }
}
