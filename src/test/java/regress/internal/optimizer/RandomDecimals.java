package regress.internal.optimizer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;

/**
 * Tables of one of many kinds: offsets, scales, dummies, powers, levels and rows that repeat,
 * columns that others nearly say or that are mostly 0, heavy tails, outliers, integers, targets
 * that the features say.
 */
final class RandomDecimals {
  private static final int KINDS = 12;

  private RandomDecimals() {}

  /** Of up to 12 features and so many rows. */
  static Decimals of(Random random, int mostRows) {
    int p = 1 + random.nextInt(12);
    return of(random, p, p + 2 + random.nextInt(random.nextBoolean() ? 30 : mostRows - p - 2));
  }

  /** Of p features and n rows. */
  static Decimals of(Random random, int p, int n) {
    return of(random, p, n, 150);
  }

  /** At scales of up to this power of ten. */
  static Decimals of(Random random, int p, int n, int most) {
    int kind = random.nextInt(KINDS);
    double[][] x = new double[p][n];
    double[] y = new double[n];
    for (int j = 0; j < p; j++) {
      for (int i = 0; i < n; i++) {
        x[j][i] = value(random, kind, x, j, i);
      }
    }
    if (kind == 4) {
      nearlyCollinear(random, x);
    }
    double noise = random.nextInt(4) == 0 ? Math.pow(10, random.nextInt(-12, 4)) : 1;
    for (int i = 0; i < n; i++) {
      y[i] = kind == 6 ? 0 : random.nextGaussian();
      double error = random.nextGaussian();
      y[i] = noise * (kind == 5 ? error * error * error : error);
      for (int j = 0; j < p; j++) {
        y[i] += x[j][i] * (j % 3 - 1.3);
      }
    }
    if (random.nextInt(6) == 0) {
      repeatRows(random, x, y);
    }
    BigDecimal[][] features = new BigDecimal[p][];
    boolean isScaled = kind != 6 && kind != 11 && random.nextInt(3) == 0;
    for (int j = 0; j < p; j++) {
      features[j] = decimals(random, x[j], kind, isScaled ? random.nextInt(-most, most) : 0);
    }
    if (kind == 11) {
      return new Decimals(features, combination(random, features));
    }
    return new Decimals(
        features, decimals(random, y, kind, isScaled ? random.nextInt(-most, most) : 0));
  }

  private static double value(Random random, int kind, double[][] x, int j, int i) {
    return switch (kind) {
      case 1 -> j == 0 ? random.nextGaussian() * 3 + 2 : x[0][i] * x[j - 1][i]; // Powers.
      case 2 -> j < 3 ? random.nextInt(5) == 0 ? 1 : 0 : random.nextGaussian(); // Dummies.
      case 3 -> 0.1 * random.nextInt(2, 2 + 3 * (j + 1)); // Levels.
      case 5 -> Math.pow(random.nextGaussian(), 5); // Heavy tails.
      case 6 -> random.nextInt(-500, 500); // Integers.
      case 7 -> 1900 + i + 20 * random.nextGaussian(); // Trends.
      case 8 -> random.nextInt(7) == 0 ? 0.1 * random.nextInt(3) : 0; // Mostly 0.
      case 9 -> i == 0 ? Math.pow(10, random.nextInt(3, 8)) : random.nextGaussian(); // Outliers.
      case 10 -> Math.pow(0.01 * (i + 1), j + 1); // Powers on a grid.
      default -> random.nextGaussian() + (j > 0 ? x[j - 1][i] : 0);
    };
  }

  private static void nearlyCollinear(Random random, double[][] x) {
    int last = x.length - 1;
    double noise = Math.pow(10, -random.nextInt(1, 12));
    for (int i = 0; last > 0 && i < x[0].length; i++) {
      double sum = noise * random.nextGaussian();
      for (int j = 0; j < last; j++) {
        sum += x[j][i];
      }
      x[last][i] = sum;
    }
  }

  /** What the features say to the last decimal. */
  private static BigDecimal[] combination(Random random, BigDecimal[][] features) {
    BigDecimal[] target = new BigDecimal[features[0].length];
    Arrays.fill(target, new BigDecimal("0.3"));
    for (BigDecimal[] feature : features) {
      BigDecimal times = new BigDecimal(random.nextInt(-500, 500)).movePointLeft(2);
      for (int i = 0; i < target.length; i++) {
        target[i] = target[i].add(times.multiply(feature[i]));
      }
    }
    return target;
  }

  private static void repeatRows(Random random, double[][] x, double[] y) {
    int n = y.length;
    int distinct = Math.min(n, x.length + 2 + random.nextInt(20));
    for (int i = distinct; i < n; i++) {
      for (double[] column : x) {
        column[i] = column[i % distinct];
      }
      if (random.nextBoolean()) {
        y[i] = y[i % distinct];
      }
    }
  }

  /** Values with an offset, to so many significant digits or decimals, at a scale. */
  private static BigDecimal[] decimals(Random random, double[] values, int kind, int power) {
    double offset =
        kind == 6 || kind == 1 || kind == 10 || random.nextBoolean()
            ? 0
            : Math.rint(Math.pow(10, 9 * random.nextDouble()));
    int significant = 3 + (int) Math.log10(1 + offset) + random.nextInt(15);
    boolean isFixed = random.nextBoolean();
    int decimals = random.nextInt(1, 12);
    return Arrays.stream(values)
        .mapToObj(value -> new BigDecimal(value).add(new BigDecimal(offset)))
        .map(
            value ->
                kind == 6
                    ? value.setScale(0, RoundingMode.HALF_EVEN)
                    : isFixed
                        ? value.setScale(decimals, RoundingMode.HALF_EVEN)
                        : value.round(new MathContext(significant)))
        .map(value -> value.scaleByPowerOfTen(power))
        .toArray(BigDecimal[]::new);
  }
}
