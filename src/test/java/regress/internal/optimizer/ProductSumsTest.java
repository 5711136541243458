package regress.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import regress.Seeded;
import regress.data.Rows;
import regress.data.Spread;
import regress.internal.engine.AffineMap;

class ProductSumsTest {
  private static final double ERROR = 0x1p-88;

  /** Few and many rows, and just as many as windows, blocks and their parts have. */
  @ParameterizedTest
  @ValueSource(ints = {2, 7, 192, 193, 513, 4097})
  void sumsAreWrongByLessThanTheyAreSaidToBe(int n) {
    Seeded.runs(
        n < 1000 ? 3 : 1,
        1,
        random -> {
          double[][] x = new double[1 + random.nextInt(2)][];
          for (int j = 0; j < x.length; j++) {
            x[j] = random.doubles(n).map(value(random)::apply).toArray();
          }
          check(x, random.doubles(n).toArray());
        });
  }

  /** Nothing cancels, and sums are as large as they can be. */
  @ParameterizedTest
  @ValueSource(ints = {192, 4096})
  void soAreTheLargest(int n) {
    double most = Math.nextDown(1.0);
    check(new double[][] {filled(n, () -> most), filled(n, () -> -most)}, filled(n, () -> most));
  }

  @Test
  void arraysThatOtherRowsWereInChangeNoBit() {
    var used = PairMoments.ofExact(3);
    var random = new Random(1);
    for (int n : new int[] {4097, 600, 192, 7, 513, 8, 193, 3}) {
      Rows rows =
          Rows.of(
              new double[][] {random.doubles(n).toArray(), random.doubles(n).toArray()},
              random.doubles(n).toArray());
      AffineMap map = AffineMap.exact(rows.spread());
      assertThat(used.exact(rows, map))
          .as("%s rows", n)
          .usingRecursiveComparison()
          .isEqualTo(PairMoments.ofExact(3).exact(rows, map));
    }
  }

  private interface Value {
    double apply(double uniform);
  }

  private static Value value(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> u -> u - 0.5;
      case 1 -> u -> 1e9 * (u - 0.5);
      case 2 -> u -> 1.7e9 + 1e6 * u; // Seconds, whose centre is no 0.
      case 3 -> u -> Math.pow(u, 40); // Heavy tails.
      default -> u -> u < 0.5 ? 0 : 1;
    };
  }

  private static double[] filled(int n, DoubleSupplier value) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = value.getAsDouble();
    }
    return values;
  }

  private static void check(double[][] x, double[] y) {
    Rows rows = Rows.of(x, y);
    Spread spread = rows.spread();
    AffineMap map = AffineMap.exact(spread);
    Pairs[] square = PairMoments.ofExact(rows.columns()).exact(rows, map);
    int n = y.length;
    assertThat(square[0].get(0)).isEqualTo(Pair.of(n));
    for (int a = 0; a < square.length; a++) {
      for (int b = Math.max(a, 1); b < square.length; b++) {
        BigDecimal right = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
          right = right.add(mapped(x, y, map, a, i).multiply(mapped(x, y, map, b, i)));
        }
        Pair sum = square[a].get(b);
        BigDecimal found = new BigDecimal(sum.high()).add(new BigDecimal(sum.low()));
        assertThat(found.subtract(right).doubleValue())
            .as("entry %d, %d of %d rows", a, b, n)
            .isCloseTo(0, within(n * ERROR + 0x1p-104 * Math.abs(right.doubleValue())));
      }
    }
  }

  /** Without rounding. */
  private static BigDecimal mapped(double[][] x, double[] y, AffineMap map, int column, int row) {
    if (column == 0) {
      return BigDecimal.ONE;
    }
    int j = column - 1;
    double value = j < x.length ? x[j][row] : y[row];
    BigDecimal difference = new BigDecimal(value).subtract(new BigDecimal(map.centres()[j]));
    BigDecimal z = difference.multiply(new BigDecimal(1 / map.scales()[j]));
    assertThat(Math.abs(z.doubleValue())).isLessThanOrEqualTo(1);
    return z;
  }
}
