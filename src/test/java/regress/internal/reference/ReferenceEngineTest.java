package regress.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import regress.data.DataException;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descent;
import regress.internal.engine.Descents;
import regress.internal.engine.Execution;
import regress.internal.engine.Problems;

class ReferenceEngineTest {
  private static final Execution EXECUTION = new Execution(Mode.AUTO, Precision.FLOAT64, "auto");

  private static double[] fit(double[][] features, double... target) {
    Descent unused = new Descent(Loss.SQUARED, new double[features.length + 1], 1, 1, 0, 1);
    return Descents.fit(
            new ReferenceEngine(), Problems.of(features, target), unused, EXECUTION, Progress.NONE)
        .parameters();
  }

  @Test
  void findsAnExactLine() {
    double[] w = fit(new double[][] {{0, 1, 2, 5}}, 1, 4, 7, 16);
    assertThat(w).containsExactly(new double[] {1, 3}, within(1e-12));
  }

  /** Anscombe (1973), first data set: 3.00 + 0.500 x. */
  @Test
  void agreesWithAPublishedFit() {
    double[] w =
        fit(
            new double[][] {{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}},
            8.04,
            6.95,
            7.58,
            8.81,
            8.33,
            9.96,
            7.24,
            4.26,
            10.84,
            4.82,
            5.68);
    assertThat(w).containsExactly(new double[] {3.0000909, 0.5000909}, within(1e-7));
  }

  @Test
  void refusesCollinearFeatures() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit(new double[][] {{1, 2, 3, 4}, {2, 4, 6, 8}}, 1, 2, 3, 5))
        .withMessageContaining("collinear");
  }
}
