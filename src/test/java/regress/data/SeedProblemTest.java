package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The draws against NumPy's own, which numpy-legacy.py wrote to numpy-legacy.csv. */
class SeedProblemTest {
  /** One seed and one n, with NumPy's columns. */
  record Case(long seed, int n, double[] x, double[] y) {
    @Override
    public String toString() {
      return "seed " + seed + ", n " + n;
    }
  }

  static List<Case> numpy() throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                SeedProblemTest.class.getResourceAsStream("numpy-legacy.csv"),
                StandardCharsets.UTF_8))) {
      Map<List<String>, List<String[]>> groups =
          lines
              .lines()
              .skip(1)
              .map(line -> line.split(","))
              .collect(Collectors.groupingBy(f -> List.of(f[0], f[1])));
      List<Case> cases = new ArrayList<>();
      groups.forEach((key, rows) -> cases.add(caseOf(key, rows)));
      return cases;
    }
  }

  private static Case caseOf(List<String> key, List<String[]> rows) {
    int n = Integer.parseInt(key.get(1));
    assertThat(rows).hasSize(n);
    return new Case(
        Long.parseLong(key.get(0)),
        n,
        rows.stream().mapToDouble(f -> Double.parseDouble(f[3])).toArray(),
        rows.stream().mapToDouble(f -> Double.parseDouble(f[4])).toArray());
  }

  @Test
  void coversEverySeedAndLength() throws IOException {
    assertThat(numpy()).hasSize(4 * 4);
  }

  @ParameterizedTest
  @MethodSource("numpy")
  void drawsWhatNumpyDraws(Case numpy) {
    Dataset ours = new SeedProblem(numpy.seed(), numpy.n(), 3, 1, 0.5).dataset();
    assertThat(ours.features()[0]).isEqualTo(numpy.x());
    assertWithinOneUlp(ours.target(), numpy.y());
  }

  private static void assertWithinOneUlp(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      // Subtracted here, because AssertJ subtracts the rounded decimal forms.
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("y[%d] = %s for NumPy's %s", i, actual[i], expected[i])
          .isLessThanOrEqualTo(Math.ulp(expected[i]));
    }
  }

  @Test
  void publishedProblemIsTheFirstHundredOfSeedOne() throws IOException {
    Case numpy =
        numpy().stream().filter(c -> c.seed() == 1 && c.n() == 100).findFirst().orElseThrow();
    Dataset dataset = SeedProblem.published().dataset();
    assertThat(dataset.featureNames()).containsExactly("x");
    assertThat(dataset.targetName()).isEqualTo("y");
    assertThat(dataset.features()[0]).isEqualTo(numpy.x());
    assertWithinOneUlp(dataset.target(), numpy.y());
  }

  @Test
  void largestSeedReachesTheGenerator() throws IOException {
    long largest = 0xffffffffL;
    Case numpy =
        numpy().stream().filter(c -> c.seed() == largest && c.n() == 3).findFirst().orElseThrow();
    Dataset dataset = new SeedProblem(largest, 3, 3, 1, 0.5).dataset();
    assertThat(dataset.features()[0]).isEqualTo(numpy.x());
  }

  @Test
  void slopeInterceptAndNoiseShapeTheTarget() {
    double[] z = noise(new SeedProblem(7, 50, 0, 0, 1));
    double[] y = noise(new SeedProblem(7, 50, -2, 10, 3));
    double[] x = new SeedProblem(7, 50, -2, 10, 3).dataset().features()[0];
    for (int i = 0; i < 50; i++) {
      assertThat(y[i]).isCloseTo(-2 * x[i] + 10 + 3 * z[i], within(1e-14));
    }
  }

  private static double[] noise(SeedProblem problem) {
    return problem.dataset().target();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 100, 3, 1, 0.5, Seed -1 is outside 0 to 4294967295. Choose one inside.",
    "4294967296, 100, 3, 1, 0.5, Seed 4294967296 is outside 0 to 4294967295. Choose one inside.",
    "1, 1, 3, 1, 0.5, 1 samples do not determine a line. Ask for 2 or more.",
    "1, 100, NaN, 1, 0.5, The slope is NaN. Give a finite number.",
    "1, 100, 3, -Infinity, 0.5, The intercept is -Infinity. Give a finite number.",
    "1, 100, 3, 1, Infinity, The noise is Infinity. Give a finite number.",
    "1, 100, 3, 1, -0.5, Noise -0.5 is negative. Give a standard deviation of 0 or more.",
  })
  void refusesWhatCannotBeDrawn(
      long seed, int samples, double slope, double intercept, double noise, String message) {
    assertThatThrownBy(() -> new SeedProblem(seed, samples, slope, intercept, noise))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }
}
