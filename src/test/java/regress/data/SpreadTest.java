package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The look that a copy takes is the one that a pass over the rows takes, to the bit. */
class SpreadTest {
  @ParameterizedTest
  @CsvSource({"3, 1", "1000, 1", "8192, 4", "8193, 3", "40000, 2", "300, 40", "30000, 8"})
  void aCopyIsLookedAtAsRowsAre(int n, int p) {
    var random = RandomGenerator.of("L64X128MixRandom");
    double[][] columns = new double[p + 1][n];
    for (double[] column : columns) {
      double centre = 100 * random.nextGaussian();
      boolean isWhole = random.nextBoolean();
      Arrays.setAll(column, i -> centre + random.nextGaussian());
      if (isWhole) {
        Arrays.setAll(column, i -> Math.rint(column[i]));
      }
    }
    double[][] features = Arrays.copyOf(columns, p);

    Spread copied = Dataset.of(features, columns[p]).spread();
    Spread passed = Rows.of(features, columns[p]).spread();

    assertThat(copied).usingRecursiveComparison().isEqualTo(passed);
    for (int j = 0; j <= p; j++) {
      assertThat(copied.fractions()[j] == 0)
          .isEqualTo(Arrays.stream(columns[j]).allMatch(x -> x == Math.rint(x)));
    }
  }

  @Test
  void noRowsAreRefusedBeforeTheyAreLookedAt() {
    assertThatThrownBy(() -> Dataset.of(new double[][] {{}}, new double[] {}))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("Input has 0 rows, fewer than the 2 coefficients");
  }

  @ParameterizedTest
  @CsvSource({"1e308, -1e308", "-1.7e308, 1.7e308", "1e-320, 0"})
  void valuesFarApartAreNumbers(double first, double second) {
    Dataset data = Dataset.of(new double[][] {{first, second, 0}}, new double[] {1, 2, second});

    assertThat(data.features()[0]).containsExactly(first, second, 0);
  }
}
