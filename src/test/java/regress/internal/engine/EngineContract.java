package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.kernel.StopRule;

/**
 * What every descending engine promises, in every mode and precision. Subclasses name the engine
 * and the mode.
 */
public abstract class EngineContract {
  private final Engine engine;
  private final Mode mode;
  private final Predicate<Device> wanted;
  private final Kernels kernels;

  protected EngineContract(Engine engine, Mode mode) {
    this(engine, mode, device -> true);
  }

  /** On the first device that is wanted. */
  protected EngineContract(Engine engine, Mode mode, Predicate<Device> wanted) {
    this(engine, mode, wanted, Kernels.AUTO);
  }

  /** By these kernels. */
  protected EngineContract(Engine engine, Mode mode, Predicate<Device> wanted, Kernels kernels) {
    this.engine = engine;
    this.mode = mode;
    this.wanted = wanted;
    this.kernels = kernels;
  }

  @BeforeEach
  void engineIsHere() {
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
    assumeTrue(engine.devices().stream().anyMatch(wanted), "there is no such device");
  }

  private Device device() {
    return engine.devices().stream().filter(wanted).findFirst().orElseThrow();
  }

  private Execution on(Precision precision) {
    return new Execution(mode, precision, device().id(), Long.MAX_VALUE, kernels);
  }

  private Descended fit(Problem problem, Descent descent, Precision precision) {
    return Descents.fit(engine, problem, descent, on(precision), Progress.NONE);
  }

  /** {@link ShapesTest} has more of them. */
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "257, 1", "513, 5", "65537, 2", "600, 512"})
  void followsThePlainDescent(int n, int p) {
    followsThePlainDescent(engine, Stream.of(Precision.values()).map(this::on).toList(), n, p);
  }

  static void followsThePlainDescent(Engine engine, List<Execution> executions, int n, int p) {
    Problem problem = Problems.linear(n, p, 1000L * n + p);
    Descent descent = Problems.descent(problem, 40, 0);
    double[] plain = Problems.plainDescent(problem, descent);
    for (Execution execution : executions) {
      Descended end = Descents.fit(engine, problem, descent, execution, Progress.NONE);
      assertThat(end.epochs()).as("%s", execution).isEqualTo(40);
      assertThat(end.status()).as("%s", execution).isEqualTo(StopRule.RUNNING);
      double bound = Rounding.bound(problem, descent, plain, execution.precision());
      assertThat(end.parameters()).as("%s", execution).containsExactly(plain, within(bound));
    }
  }

  @Test
  void followsThePlainDescentOverAMillionRows() {
    Problem problem = Problems.linear(1_000_000, 1, 7);
    Descent descent = Problems.descent(problem, 5, 0);
    double[] plain = Problems.plainDescent(problem, descent);
    for (Precision precision : Precision.values()) {
      Rounding.assertClose(
          fit(problem, descent, precision).parameters(),
          plain,
          Rounding.bound(problem, descent, plain, precision));
    }
  }

  @Test
  void convergesToLeastSquares() {
    Problem problem = Problems.linear(501, 3, 5);
    Descended end = fit(problem, Problems.descent(problem, 100_000, 1e-12), Precision.FLOAT64);
    double[] leastSquares =
        Descents.fit(
                Installed.named("reference"),
                problem,
                Problems.descent(problem, 1, 0),
                new Execution(Mode.AUTO, Precision.FLOAT64, "auto"),
                Progress.NONE)
            .parameters();
    assertThat(end.status()).isEqualTo(StopRule.CONVERGED);
    assertThat(end.epochs()).isBetween(10, 10_000);
    Rounding.assertClose(end.parameters(), leastSquares, 1e-9);
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
    Descent wild = new Descent(Loss.SQUARED, new double[3], 1e3, 5_000, 0, 3);
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
      Descent wild = new Descent(Loss.SQUARED, new double[3], rate, 5_000, 0, 3);
      Descended plain =
          Descents.fit(
              Installed.named("jvm"),
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
    Descent still = new Descent(Loss.SQUARED, new double[] {5, -6, 7}, 1e-300, 1, 0, 1);
    assertThat(fit(problem, still, Precision.FLOAT64).parameters()).containsExactly(5, -6, 7);
  }

  @Test
  void keepsFitsOfOneShapeApart() {
    Problem one = Problems.linear(400, 2, 11);
    Problem other = Problems.linear(400, 2, 12);
    Descent longer = Problems.descent(other, 80, 0);
    fit(one, Problems.descent(one, 50, 0), Precision.FLOAT64);
    double[] plain = Problems.plainDescent(other, longer);
    Rounding.assertClose(
        fit(other, longer, Precision.FLOAT64).parameters(),
        plain,
        Rounding.bound(other, longer, plain, Precision.FLOAT64));
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
    assertThat(attestation.tasks()).isNotEmpty();
    assertThat(attestation.kernels())
        .isEqualTo(
            engine.name().equals(Engines.TORNADO)
                ? Optional.of(kernels.on(device()))
                : Optional.empty());
    assertThat(attestation.epochs()).isEqualTo(10);
    assertThat(attestation.runNanos()).isPositive();
  }

  /** Unrolled, ten epochs are one execution; where all are one, there is nothing to see. */
  @Test
  void showsEveryLossThatReachesTheHost() {
    Problem problem = Problems.linear(300, 2, 14);
    List<Integer> epochs = new ArrayList<>();
    List<Double> seen = new ArrayList<>();
    Descended end =
        Descents.fit(
            engine,
            problem,
            Problems.descent(problem, 30, 0),
            on(Precision.FLOAT64),
            (epoch, loss) -> {
              epochs.add(epoch);
              seen.add(loss);
            });
    int every = mode == Mode.STEPWISE ? 1 : mode == Mode.UNROLLED ? 10 : 31;
    assertThat(epochs)
        .isEqualTo(IntStream.rangeClosed(1, 30).filter(e -> e % every == 0).boxed().toList());
    assertThat(end.lossHistory()).containsExactly(losses(problem, epochs), within(1e-12));
    assertThat(DoubleStream.of(end.lossHistory()).boxed()).isEqualTo(seen);
  }

  /** Means of squared residuals, of the parameters that these epochs begin with. */
  private static double[] losses(Problem problem, List<Integer> epochs) {
    return epochs.stream()
        .map(epoch -> Problems.descent(problem, epoch - 1, 0))
        .mapToDouble(before -> Problems.loss(problem, Problems.plainDescent(problem, before)))
        .toArray();
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

  /** A fused fit on a device is one execution, which nobody interrupts. */
  @Test
  void endsWhenItsThreadIsInterrupted() throws InterruptedException {
    assumeFalse(mode == Mode.FUSED && engine.name().equals("tornado"), "it is one execution");
    Problem problem = Problems.linear(300, 2, 16);
    Descent endless = new Descent(Loss.SQUARED, new double[3], 1e-9, Integer.MAX_VALUE, 0, 1);
    fit(problem, Problems.descent(problem, 1, 0), Precision.FLOAT64); // Compiles.
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(() -> fit(problem, endless, Precision.FLOAT64));
    thread.setUncaughtExceptionHandler((unused, e) -> thrown.set(e));
    thread.start();
    thread.join(100);
    thread.interrupt();
    thread.join();
    assertThat(thrown.get())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("interrupted");
  }

  @Test
  void refusesWhatItHasNot() {
    Problem problem = Problems.linear(10, 1, 15);
    Descent descent = Problems.descent(problem, 1, 0);
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(
            () ->
                Descents.fit(
                    engine,
                    problem,
                    descent,
                    new Execution(mode, Precision.FLOAT64, "9:9"),
                    Progress.NONE))
        .withMessageContaining("no device '9:9'")
        .matches(EngineException::isChoice);
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(
            () ->
                Descents.fit(
                    engine,
                    problem,
                    descent,
                    new Execution(Mode.DIRECT, Precision.FLOAT64, "auto"),
                    Progress.NONE))
        .withMessageContaining("no mode 'direct'")
        .matches(EngineException::isChoice);
  }
}
