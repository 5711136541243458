package regress.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import regress.kernel.StopRule;

/**
 * What every descending engine promises, in every mode and precision. Subclasses name the engine
 * and the mode.
 */
public abstract class EngineContract {
  private final Engine engine;
  private final Mode mode;
  private final Predicate<Device> wanted;

  protected EngineContract(Engine engine, Mode mode) {
    this(engine, mode, device -> true);
  }

  /** On the first device that is wanted. */
  protected EngineContract(Engine engine, Mode mode, Predicate<Device> wanted) {
    this.engine = engine;
    this.mode = mode;
    this.wanted = wanted;
  }

  @BeforeEach
  void engineIsHere() {
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
    assumeTrue(engine.devices().stream().anyMatch(wanted), "there is no such device");
  }

  /**
   * The bound on the distance between an engine's parameters and a plain float64 descent's after
   * the same epochs.
   *
   * <p>One epoch in precision u commits an error of at most about (p + 4) u (|w| + rate |g|) in
   * each parameter: p + 4 roundings in a residual, carried over by a step below 1 / lambda, and one
   * in the update. The iteration matrix has norm at most 1, so errors add up over epochs, and no
   * more than epochs of them: (p + 4) u epochs scale, with scale the largest magnitude of data and
   * parameters. Once the descent has settled, an error in the direction of eigenvalue mu is damped
   * by 1 - rate mu each epoch, so no more than 1 / (rate mu) epochs' errors remain; our problems
   * are conditioned within 20 (p + 2).
   */
  static double bound(Problem problem, Descent descent, Precision precision) {
    int p = problem.featureCount();
    double scale = 1;
    for (double value : problem.target()) {
      scale = Math.max(scale, Math.abs(value));
    }
    double epochs = Math.min(descent.epochs(), 20.0 * (p + 2));
    return (p + 4) * precision.unitRoundoff() * epochs * scale;
  }

  private Device device() {
    return engine.devices().stream().filter(wanted).findFirst().orElseThrow();
  }

  private Execution on(Precision precision) {
    return new Execution(mode, precision, device().id());
  }

  private Descended fit(Problem problem, Descent descent, Precision precision) {
    return engine.fit(problem, descent, on(precision), Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 1",
    "3, 1",
    "3, 2",
    "7, 3",
    "97, 1",
    "255, 2",
    "256, 1",
    "257, 1",
    "511, 4",
    "512, 1",
    "513, 5",
    "1021, 16",
    "65535, 1",
    "65536, 1",
    "65537, 2",
    "600, 512"
  })
  void followsThePlainDescent(int n, int p) {
    Problem problem = Problems.linear(n, p, 1000L * n + p);
    Descent descent = Problems.descent(problem, 40, 0);
    double[] plain = Problems.plainDescent(problem, descent);
    for (Precision precision : Precision.values()) {
      Descended end = fit(problem, descent, precision);
      assertThat(end.epochs()).isEqualTo(40);
      assertThat(end.status()).isEqualTo(StopRule.RUNNING);
      assertClose(end.parameters(), plain, bound(problem, descent, precision));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void followsThePlainDescentOverAMillionRows(Precision precision) {
    Problem problem = Problems.linear(1_000_000, 1, 7);
    Descent descent = Problems.descent(problem, 5, 0);
    assertClose(
        fit(problem, descent, precision).parameters(),
        Problems.plainDescent(problem, descent),
        bound(problem, descent, precision));
  }

  @Test
  void convergesToLeastSquares() {
    Problem problem = Problems.linear(501, 3, 5);
    Descended end = fit(problem, Problems.descent(problem, 100_000, 1e-12), Precision.FLOAT64);
    double[] leastSquares =
        Engines.choose("reference")
            .fit(
                problem,
                Problems.descent(problem, 1, 0),
                new Execution(Mode.AUTO, Precision.FLOAT64, "auto"),
                Progress.NONE)
            .parameters();
    assertThat(end.status()).isEqualTo(StopRule.CONVERGED);
    assertThat(end.epochs()).isBetween(10, 10_000);
    assertClose(end.parameters(), leastSquares, 1e-9);
  }

  @Test
  void staysWhereItConverged() {
    Problem problem = Problems.linear(501, 2, 6);
    Descended few = fit(problem, Problems.descent(problem, 10_000, 1e-6), Precision.FLOAT64);
    Descended many = fit(problem, Problems.descent(problem, 100_000, 1e-6), Precision.FLOAT64);
    assertThat(few.epochs()).isLessThan(10_000).isEqualTo(many.epochs());
    assertThat(many.parameters()).isEqualTo(few.parameters());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void saysThatItDiverged(Precision precision) {
    Problem problem = Problems.linear(300, 2, 8);
    Descent wild = new Descent(new double[3], 1e3, 5_000, 0, 3);
    Descended end = fit(problem, wild, precision);
    assertThat(end.status()).isEqualTo(StopRule.DIVERGED);
    assertThat(end.epochs()).isLessThan(1_000);
  }

  /**
   * Streaming modes overflow in the same sums. Gram has none of these: its loss comes from moments,
   * and may stay finite for a few epochs more.
   */
  @Test
  void divergesInTheSameEpochAsEveryOtherMode() {
    Problem problem = Problems.linear(300, 2, 8);
    for (double rate : new double[] {1.5, 40, 1e3}) {
      Descent wild = new Descent(new double[3], rate, 5_000, 0, 3);
      Descended plain =
          Engines.choose("jvm")
              .fit(
                  problem,
                  wild,
                  new Execution(Mode.STEPWISE, Precision.FLOAT64, "auto"),
                  Progress.NONE);
      assertThat(plain.status()).isEqualTo(StopRule.DIVERGED);
      Descended end = fit(problem, wild, Precision.FLOAT64);
      assertThat(end.status()).isEqualTo(StopRule.DIVERGED);
      int later = mode == Mode.GRAM ? 5 : 0;
      assertThat(end.epochs()).isBetween(plain.epochs(), plain.epochs() + later);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void repeatsToTheBit(Precision precision) {
    Problem problem = Problems.linear(70_001, 2, 9);
    Descent descent = Problems.descent(problem, 20, 0);
    double[] first = fit(problem, descent, precision).parameters();
    assertThat(fit(problem, descent, precision).parameters()).isEqualTo(first);
  }

  @Test
  void startsWhereItIsTold() {
    Problem problem = Problems.linear(300, 2, 10);
    Descent still = new Descent(new double[] {5, -6, 7}, 1e-300, 1, 0, 1);
    assertThat(fit(problem, still, Precision.FLOAT64).parameters()).containsExactly(5, -6, 7);
  }

  @Test
  void keepsFitsOfOneShapeApart() {
    Problem one = Problems.linear(400, 2, 11);
    Problem other = Problems.linear(400, 2, 12);
    Descent longer = Problems.descent(other, 80, 0);
    fit(one, Problems.descent(one, 50, 0), Precision.FLOAT64);
    assertClose(
        fit(other, longer, Precision.FLOAT64).parameters(),
        Problems.plainDescent(other, longer),
        bound(other, longer, Precision.FLOAT64));
  }

  @Test
  void attestsWhatRan() {
    Problem problem = Problems.linear(300, 2, 13);
    Attestation attestation =
        fit(problem, Problems.descent(problem, 10, 0), Precision.FLOAT32).attestation();
    assertThat(attestation.engine()).isEqualTo(engine.name());
    assertThat(attestation.mode()).isEqualTo(mode);
    assertThat(attestation.precision()).isEqualTo(Precision.FLOAT32);
    assertThat(attestation.device()).isEqualTo(device());
    assertThat(attestation.kernels()).isNotEmpty();
    assertThat(attestation.epochs()).isEqualTo(10);
    assertThat(attestation.runNanos()).isPositive();
  }

  @Test
  void showsEveryLossWhereTheModeCan() {
    Problem problem = Problems.linear(300, 2, 14);
    List<Double> seen = new ArrayList<>();
    Descended end =
        engine.fit(
            problem,
            Problems.descent(problem, 30, 0),
            on(Precision.FLOAT64),
            (epoch, loss) -> seen.add(loss));
    List<Double> history = DoubleStream.of(end.lossHistory()).boxed().toList();
    int fewest = mode == Mode.STEPWISE ? 30 : mode == Mode.UNROLLED ? 2 : 0;
    assertThat(history).isEqualTo(seen).hasSizeBetween(fewest, mode == Mode.FUSED ? 0 : 30);
    assertThat(history).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void servesSeveralThreadsAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<double[]>> fits =
          IntStream.range(0, 16)
              .<Callable<double[]>>mapToObj(i -> () -> fitOf(i).parameters())
              .toList();
      List<Future<double[]>> ends = threads.invokeAll(fits);
      for (int i = 0; i < ends.size(); i++) {
        assertThat(ends.get(i).get()).isEqualTo(fitOf(i).parameters());
      }
    }
  }

  private Descended fitOf(int i) {
    Problem problem = Problems.linear(300 + i % 2, 2, i);
    return fit(problem, Problems.descent(problem, 25, 0), Precision.FLOAT64);
  }

  @Test
  void refusesWhatItHasNot() {
    Problem problem = Problems.linear(10, 1, 15);
    Descent descent = Problems.descent(problem, 1, 0);
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(
            () ->
                engine.fit(
                    problem, descent, new Execution(mode, Precision.FLOAT64, "9:9"), Progress.NONE))
        .withMessageContaining("no device '9:9'")
        .matches(EngineException::isChoice);
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(
            () ->
                engine.fit(
                    problem,
                    descent,
                    new Execution(Mode.DIRECT, Precision.FLOAT64, "auto"),
                    Progress.NONE))
        .withMessageContaining("no mode 'direct'")
        .matches(EngineException::isChoice);
  }

  static void assertClose(double[] actual, double[] expected, double bound) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int j = 0; j < actual.length; j++) {
      assertThat(actual[j])
          .as("parameter %d", j)
          .isCloseTo(expected[j], org.assertj.core.data.Offset.offset(bound));
    }
  }
}
