package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {
  private static final Table MTCARS = Samples.mtcars();

  @Test
  void mtcarsHasItsColumns() {
    assertThat(MTCARS.rows()).isEqualTo(32);
    assertThat(MTCARS.columns())
        .containsExactly(
            "model", "mpg", "cyl", "disp", "hp", "drat", "wt", "qsec", "vs", "am", "gear", "carb");
    assertThat(MTCARS.numberlessColumns()).containsExactly("model");
  }

  /** Means and standard deviations as R prints them for its data set of the same name. */
  @ParameterizedTest
  @CsvSource({
    "mpg, 20.090625, 6.026948",
    "cyl, 6.1875, 1.785922",
    "disp, 230.721875, 123.938694",
    "hp, 146.6875, 68.562868",
    "drat, 3.596563, 0.534679",
    "wt, 3.21725, 0.978457",
    "qsec, 17.84875, 1.786943",
    "vs, 0.4375, 0.504016",
    "am, 0.40625, 0.498991",
    "gear, 3.6875, 0.737804",
    "carb, 2.8125, 1.6152",
  })
  void mtcarsHasItsMoments(String column, double mean, double deviation) {
    double[] values = MTCARS.column(column);
    double ours = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - ours) * (v - ours)).sum();
    assertThat(ours).isCloseTo(mean, within(1e-6));
    assertThat(Math.sqrt(squares / 31)).isCloseTo(deviation, within(1e-6));
  }

  /** Least squares leaves residuals that sum to zero, alone and times each feature. */
  @Test
  void mtcarsHasTheKnownFitOnWeightAndPower() {
    double[] mpg = MTCARS.column("mpg");
    double[] wt = MTCARS.column("wt");
    double[] hp = MTCARS.column("hp");
    double[] sums = new double[3];
    for (int i = 0; i < mpg.length; i++) {
      double residual = mpg[i] - (37.22727012 - 3.87783074 * wt[i] - 0.0317729470 * hp[i]);
      sums[0] += residual;
      sums[1] += residual * wt[i];
      sums[2] += residual * hp[i];
    }
    assertThat(sums).containsExactly(new double[3], within(1e-4));
  }

  @Test
  void everyNumericColumnIsAFeatureUnlessNamed() {
    assertThat(MTCARS.dataset("mpg", List.of()).featureNames())
        .containsExactly("cyl", "disp", "hp", "drat", "wt", "qsec", "vs", "am", "gear", "carb");
    assertThat(MTCARS.dataset("mpg", List.of("wt", "hp")).featureNames())
        .containsExactly("wt", "hp");
  }
}
