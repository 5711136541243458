package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.internal.engine.AffineMap;

/**
 * A window of rows in pairs: ones, the p features, the target. Columns are mapped, z = (x - centre)
 * / scale: the difference is a pair, the scale a power of two, so that nothing is rounded.
 */
final class MappedWindow {
  /** p + 2 columns each. */
  final double[][] high;

  final double[][] low;

  private final Rows rows;
  private final AffineMap map;

  /** The same arrays without the ones. */
  private final double[][] readHigh;

  private final double[][] readLow;

  MappedWindow(Rows rows, AffineMap map, int most) {
    this.rows = rows;
    this.map = map;
    this.high = new double[rows.columns() + 1][most];
    this.low = new double[rows.columns() + 1][most];
    this.readHigh = Arrays.copyOfRange(high, 1, high.length);
    this.readLow = Arrays.copyOfRange(low, 1, low.length);
    Arrays.fill(high[0], 1);
  }

  void read(long first, int count) {
    rows.read(first, count, readHigh, readLow);
    boolean hasPairs = rows.hasPairs();
    for (int j = 0; j < readHigh.length; j++) {
      double centre = map.centres()[j];
      double perScale = 1 / map.scales()[j];
      if (hasPairs) {
        mapPairs(count, readHigh[j], readLow[j], centre, perScale);
        ResidualWindow.normalise(count, readHigh[j], readLow[j]);
      } else {
        map(count, readHigh[j], readLow[j], centre, perScale);
      }
    }
  }

  /** Of values without low parts, which then have some. */
  private static void map(int count, double[] x, double[] low, double centre, double perScale) {
    for (int i = 0; i < count; i++) {
      double difference = x[i] - centre;
      double ofCentre = difference - x[i];
      low[i] = ((x[i] - (difference - ofCentre)) - (centre + ofCentre)) * perScale;
      x[i] = difference * perScale;
    }
  }

  private static void mapPairs(
      int count, double[] x, double[] low, double centre, double perScale) {
    for (int i = 0; i < count; i++) {
      double difference = x[i] - centre;
      double ofCentre = difference - x[i];
      double error = (x[i] - (difference - ofCentre)) - (centre + ofCentre);
      low[i] = (low[i] + error) * perScale;
      x[i] = difference * perScale;
    }
  }
}
