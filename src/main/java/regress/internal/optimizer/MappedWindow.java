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

  /** Null where nothing remains of any value. */
  final double[][] low;

  /** The same arrays without the ones. */
  private final double[][] readHigh;

  private final double[][] readLow;

  /** Of p + 1 columns. */
  MappedWindow(int columns, int most) {
    this(columns, most, true);
  }

  /** Of columns that may have low parts, or that a map rounds nothing of. */
  MappedWindow(int columns, int most, boolean hasLow) {
    this.high = new double[columns + 1][most];
    this.low = hasLow ? new double[columns + 1][most] : null;
    this.readHigh = Arrays.copyOfRange(high, 1, high.length);
    this.readLow = hasLow ? Arrays.copyOfRange(low, 1, low.length) : null;
    Arrays.fill(high[0], 1);
  }

  void read(Rows rows, AffineMap map, long first, int count) {
    rows.read(first, count, readHigh, readLow);
    boolean hasPairs = rows.hasPairs();
    for (int j = 0; j < readHigh.length; j++) {
      double centre = map.centres()[j];
      double perScale = 1 / map.scales()[j];
      if (hasPairs) {
        mapPairs(count, readHigh[j], readLow[j], centre, perScale);
        ResidualWindow.normalise(count, readHigh[j], readLow[j]);
      } else if (low == null) {
        map(count, readHigh[j], centre, perScale);
      } else {
        map(count, readHigh[j], readLow[j], centre, perScale);
      }
    }
  }

  /** The same with zeros in place of rows that are not there. */
  void readFilled(Rows rows, AffineMap map, long first, int count) {
    read(rows, map, first, count);
    for (int j = 0; j < readHigh.length && count < readHigh[j].length; j++) {
      Arrays.fill(readHigh[j], count, readHigh[j].length, 0);
      if (low != null) {
        Arrays.fill(readLow[j], count, readLow[j].length, 0);
      }
    }
  }

  private static void map(int count, double[] x, double centre, double perScale) {
    for (int i = 0; i < count; i++) {
      x[i] = (x[i] - centre) * perScale;
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
