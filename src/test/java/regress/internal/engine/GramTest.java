package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.Dataset;
import regress.data.SeedProblem;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.kernel.StopRule;

/** Descents on moments where moments are hard: ill-conditioned, badly scaled, or nearly perfect. */
@Tag("device")
class GramTest {

  private static Descended fit(
      String name, Mode mode, Problem problem, Descent descent, Precision precision) {
    Engine engine = EnginesInTests.named(name);
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
    return Descents.fit(
        engine, problem, descent, new Execution(mode, precision, "auto"), Progress.NONE);
  }

  private static Descended gram(
      String name, Problem problem, Descent descent, Precision precision) {
    return fit(name, Mode.GRAM, problem, descent, precision);
  }

  /** The published values, 10,000 epochs: float32 differs from float64 in the fourth digit. */
  @ParameterizedTest
  @ValueSource(strings = {"jvm", "tornado"})
  void endsWhereTheSeedProblemEnds(String engine) {
    Dataset data = SeedProblem.published().dataset();
    Problem problem = Problems.of(data.features(), data.target());
    Descent descent = new Descent(Loss.SQUARED, new double[] {0, 1}, 1e-2, 10_000, 0, 1);
    assertThat(gram(engine, problem, descent, Precision.FLOAT64).parameters())
        .containsExactly(new double[] {1.118479132313449, 2.842461575873113}, within(1e-9));
    assertThat(gram(engine, problem, descent, Precision.FLOAT32).parameters())
        .containsExactly(new double[] {1.1185226, 2.8423779}, within(1e-5));
  }

  /**
   * x_j = mean + spread_j (common + own_j e_j): far from the origin, of unequal scales, correlated.
   */
  private static Problem hard(int n, double mean, double[] scales, double own) {
    Random random = new Random(17);
    double[][] x = new double[scales.length][n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double common = random.nextGaussian();
      y[i] = 2 + 0.5 * random.nextGaussian();
      for (int j = 0; j < scales.length; j++) {
        double unit = common + own * random.nextGaussian();
        x[j][i] = mean + scales[j] * unit;
        y[i] += unit;
      }
    }
    return Problems.of(x, y);
  }

  /**
   * Against the plain float64 descent, relative to the parameters' size. Either may be off by what
   * rounding the parameters in each of 2,000 epochs can add up to, in its own precision.
   */
  @ParameterizedTest
  @CsvSource({
    "jvm, 100, 1, 1", // not standardised
    "tornado, 100, 1, 1",
    "jvm, 0, 1, 0.03", // correlated, condition 8e3
    "tornado, 0, 1, 0.03",
    "jvm, 0, 1, 1e-7", // collinear but for the last digits of float32
    "tornado, 0, 1, 1e-7",
    "jvm, 0, 1e-5, 1", // scales 1 : 1e-5 : 1e-10
    "tornado, 0, 1e-5, 1",
    "jvm, 1e5, 1e-3, 0.1", // all of it
    "tornado, 1e5, 1e-3, 0.1"
  })
  void followsThePlainDescentOnHardData(String engine, double mean, double ratio, double own) {
    for (int p : new int[] {1, 3}) {
      double[] scales = new double[p];
      for (int j = 0; j < p; j++) {
        scales[j] = Math.pow(ratio, j);
      }
      Problem problem = hard(2_000, mean, scales, own);
      Descent descent = Problems.descent(problem, 2_000, 0);
      double[] plain = Problems.plainDescent(problem, descent);
      for (Precision precision : Precision.values()) {
        Descended end = gram(engine, problem, descent, precision);
        assertThat(end.attestation().mode()).isEqualTo(Mode.GRAM);
        double roundoffs = Rounding.unit(precision) + Rounding.unit(Precision.FLOAT64);
        Rounding.assertClose(end.parameters(), plain, 2_000 * roundoffs * (1 + largest(plain)));
      }
    }
  }

  private static double largest(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  @ParameterizedTest
  @CsvSource({"jvm, 1", "tornado, 1", "jvm, 4", "tornado, 4"})
  void stopsAtTheEpochAtWhichStreamingStops(String engine, int p) {
    Problem problem = Problems.linear(3_000, p, 21);
    Descent descent = Problems.descent(problem, 100_000, 1e-6);
    Descended streamed = fit(engine, Mode.FUSED, problem, descent, Precision.FLOAT64);
    Descended end = gram(engine, problem, descent, Precision.FLOAT64);
    assertThat(end.attestation().mode()).isEqualTo(Mode.GRAM);
    assertThat(end.status()).isEqualTo(StopRule.CONVERGED).isEqualTo(streamed.status());
    assertThat(end.epochs()).isEqualTo(streamed.epochs());
  }

  @ParameterizedTest
  @CsvSource({"jvm, 1", "tornado, 1", "jvm, 4", "tornado, 4"})
  void divergesAtTheEpochAtWhichStreamingDiverges(String engine, int p) {
    Problem problem = Problems.linear(3_000, p, 22);
    Descent wild = new Descent(Loss.SQUARED, new double[p + 1], 10, 5_000, 0, 3);
    for (Precision precision : Precision.values()) {
      Descended streamed = fit(engine, Mode.FUSED, problem, wild, precision);
      Descended end = gram(engine, problem, wild, precision);
      assertThat(end.status()).isEqualTo(StopRule.DIVERGED).isEqualTo(streamed.status());
      // A float32 sum of squares overflows at half the exponent at which its parameters do, which
      // are all that
      // float64 moments see.
      int later = precision == Precision.FLOAT64 ? 2 : streamed.epochs() + 4;
      assertThat(end.epochs()).isBetween(streamed.epochs() - 2, streamed.epochs() + later);
    }
  }

  /**
   * y = 3 x + 1 to the last digit: the loss is all cancellation, of which moments cannot tell how
   * it changes, and the gradient alone says when to stop.
   */
  @ParameterizedTest
  @CsvSource({"jvm, 1", "tornado, 1", "jvm, 3", "tornado, 3"})
  void convergesWhereTheLossDrownsInCancellation(String engine, int p) {
    Problem noisy = Problems.linear(1_000, p, 23);
    double[][] x = Arrays.copyOf(noisy.columns(), p);
    double[] y = new double[1_000];
    for (int i = 0; i < y.length; i++) {
      y[i] = 1 + 3 * x[0][i];
    }
    Problem perfect = Problems.of(x, y);
    for (Precision precision : Precision.values()) {
      boolean isWide = precision == Precision.FLOAT64;
      Descent stopping = Problems.descent(perfect, 3_000, isWide ? 1e-11 : 1e-5);
      Descended end = gram(engine, perfect, stopping, precision);
      assertThat(end.attestation().mode()).isEqualTo(Mode.GRAM);
      assertThat(end.status()).isEqualTo(StopRule.CONVERGED);
      assertThat(end.epochs()).isLessThan(1_000);
      assertThat(end.parameters()[0]).isCloseTo(1, within(isWide ? 1e-10 : 1e-4));
      assertThat(end.parameters()[1]).isCloseTo(3, within(isWide ? 1e-10 : 1e-4));
    }
    Descended toTheEnd =
        gram(engine, perfect, Problems.descent(perfect, 3_000, 0), Precision.FLOAT64);
    assertThat(toTheEnd.parameters()[0]).isCloseTo(1, within(1e-12));
    assertThat(toTheEnd.parameters()[1]).isCloseTo(3, within(1e-12));
  }
}
