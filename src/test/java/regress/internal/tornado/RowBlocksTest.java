package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import regress.LongForm;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Descents;
import regress.internal.engine.Execution;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.engine.Rounding;
import regress.internal.kernel.StopRule;

/** A fit in blocks of rows is the fit of all rows at once, up to rounding. */
@Tag("device")
class RowBlocksTest {
  private final TornadoEngine engine = new TornadoEngine();

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
  }

  private Descended fit(
      Problem problem, Descent descent, Mode mode, Precision precision, long memory) {
    return Descents.fit(
        engine,
        problem,
        descent,
        new Execution(mode, precision, "auto", memory, Kernels.AUTO),
        Progress.NONE);
  }

  /** How far apart two orders of adding may bring a descent, as in the engines' contract. */
  private static double rounding(Problem problem, Precision precision) {
    int p = problem.featureCount();
    return (p + 4) * Rounding.unit(precision) * 20 * (p + 2) * 5;
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({
    "1, UNROLLED", "1, STEPWISE", "1, GRAM",
    "3, FUSED", "3, UNROLLED", "3, STEPWISE",
    "20, FUSED", "20, UNROLLED", "20, GRAM"
  })
  void endsWhereTheWholeEndsInAnyMode(int p, Mode mode) {
    endsWhereTheWholeEnds(p, mode);
  }

  @ParameterizedTest
  @CsvSource({"1, FUSED", "3, GRAM", "20, STEPWISE"})
  void endsWhereTheWholeEnds(int p, Mode mode) {
    Problem problem = Problems.linear(9_001, p, 31);
    for (Precision precision : Precision.values()) {
      Descent descent = Problems.descent(problem, 20, 0);
      Descended whole = fit(problem, descent, mode, precision, Long.MAX_VALUE);
      Descended parts = fit(problem, descent, mode, precision, 65_536);
      assertThat(whole.attestation().rowBlocks()).isEqualTo(1);
      assertThat(parts.attestation().rowBlocks()).isGreaterThan(1);
      assertThat(parts.attestation().mode()).isEqualTo(mode);
      assertThat(parts.epochs()).isEqualTo(20);
      assertThat(parts.parameters())
          .containsExactly(whole.parameters(), within(rounding(problem, precision)));
    }
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({"1, STEPWISE", "1, GRAM", "3, UNROLLED", "3, GRAM"})
  void convergesAtTheSameEpochInAnyMode(int p, Mode mode) {
    convergesAtTheSameEpoch(p, mode);
  }

  @ParameterizedTest
  @CsvSource({"1, FUSED", "3, FUSED"})
  void convergesAtTheSameEpoch(int p, Mode mode) {
    Problem problem = Problems.linear(9_001, p, 32);
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.FLOAT64 ? 1e-7 : 1e-3;
      Descent descent = Problems.descent(problem, 2_000, tolerance);
      Descended whole = fit(problem, descent, mode, precision, Long.MAX_VALUE);
      Descended parts = fit(problem, descent, mode, precision, 65_536);
      assertThat(parts.attestation().rowBlocks()).isGreaterThan(1);
      assertThat(parts.status()).isEqualTo(StopRule.CONVERGED).isEqualTo(whole.status());
      assertThat(parts.epochs()).isEqualTo(whole.epochs());
      assertThat(parts.parameters())
          .containsExactly(whole.parameters(), within(rounding(problem, precision)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUSED", "GRAM"})
  void divergesAtTheSameEpoch(Mode mode) {
    Problem problem = Problems.linear(9_001, 3, 33);
    Descent wild = new Descent(Loss.SQUARED, new double[4], 10, 5_000, 0, 3);
    for (Precision precision : Precision.values()) {
      Descended whole = fit(problem, wild, mode, precision, Long.MAX_VALUE);
      Descended parts = fit(problem, wild, mode, precision, 65_536);
      assertThat(parts.attestation().rowBlocks()).isGreaterThan(1);
      assertThat(parts.status()).isEqualTo(StopRule.DIVERGED).isEqualTo(whole.status());
      // A float32 lane overflows an epoch earlier where more rows fall to it.
      int slack = precision == Precision.FLOAT32 ? 1 : 0;
      assertThat(parts.epochs()).isCloseTo(whole.epochs(), within(slack));
    }
  }

  /** One block, two, many, one row in the last; and the same plan for another problem. */
  @LongForm
  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 1",
    "1000, 600, 2",
    "1000, 999, 2",
    "1000, 64, 16",
    "1000, 37, 28",
    "7, 1, 7"
  })
  void anyNumberOfBlocksDoesInAnyPrecision(int n, int blockRows, int blocks) {
    for (int p : new int[] {1, 3}) {
      for (Precision precision : Precision.values()) {
        anyNumberOfBlocksDoes(n, blockRows, blocks, p, precision);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 999, 2, 1, FLOAT32",
    "1000, 999, 2, 3, FLOAT64",
    "1000, 37, 28, 1, FLOAT64",
    "1000, 37, 28, 3, FLOAT32"
  })
  void anyNumberOfBlocksDoes(int n, int blockRows, int blocks, int p, Precision precision) {
    for (Purpose purpose : new Purpose[] {Purpose.SUMS, Purpose.MOMENTS}) {
      anyNumberOfBlocksDoes(key(purpose, precision, n, p, "CPU"), blockRows, blocks);
    }
  }

  /** The kernels that serve devices that are no CPUs run on any. */
  @LongForm
  @ParameterizedTest
  @CsvSource({"1000, 1000, 1", "1000, 600, 2", "1000, 999, 2", "1000, 37, 28"})
  void anyNumberOfBlocksDoesAsOnAGpuInAnyPrecision(int n, int blockRows, int blocks) {
    for (int p : new int[] {1, 3}) {
      for (Precision precision : Precision.values()) {
        for (Purpose purpose : new Purpose[] {Purpose.SUMS, Purpose.MOMENTS}) {
          anyNumberOfBlocksDoes(key(purpose, precision, n, p, "GPU"), blockRows, blocks);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, FLOAT32", "3, FLOAT64"})
  void anyNumberOfBlocksDoesWithOtherKernels(int p, Precision precision) {
    for (Kernels kernels : List.of(Kernels.PLAIN, Kernels.COALESCED)) {
      for (Purpose purpose : List.of(Purpose.SUMS, Purpose.MOMENTS)) {
        anyNumberOfBlocksDoes(key(purpose, precision, 1000, p, "CPU").with(kernels), 600, 2);
      }
    }
  }

  private static PlanKey key(Purpose purpose, Precision precision, int n, int p, String kind) {
    Device real = Devices.list().getFirst();
    Device device =
        new Device(
            real.id(), real.backend(), real.name(), kind, real.computeUnits(), real.memoryBytes());
    return new PlanKey(purpose, precision, n, p, device);
  }

  private static void anyNumberOfBlocksDoes(PlanKey key, int blockRows, int blocks) {
    boolean moments = key.purpose() == Purpose.MOMENTS;
    Strategy plan = moments ? new Gram(key, blockRows) : new RowSumsPlan(key, blockRows);
    try (PlanFits strategy = new PlanFits(key, plan)) {
      for (int seed = 1; seed <= 2; seed++) {
        Problem problem = Problems.linear(key.rows(), key.features(), seed);
        Descent descent = Problems.descent(problem, 10, 0);
        double[] plain = Problems.plainDescent(problem, descent);
        Descended end = strategy.fit(problem, descent, Progress.NONE);
        assertThat(end.attestation().rowBlocks()).isEqualTo(blocks);
        assertThat(end.parameters())
            .containsExactly(plain, within(rounding(problem, key.precision())));
      }
    }
  }

  @Test
  void everyEpochMovesAllRowsAndShowsItsLoss() {
    Problem problem = Problems.linear(9_001, 3, 34);
    Descent descent = Problems.descent(problem, 25, 0);
    List<Integer> seen = new ArrayList<>();
    Descended end =
        Descents.fit(
            engine,
            problem,
            descent,
            new Execution(Mode.FUSED, Precision.FLOAT64, "auto", 65_536, Kernels.AUTO),
            (epoch, loss) -> seen.add(epoch));
    Descended stepwise = fit(problem, descent, Mode.STEPWISE, Precision.FLOAT64, Long.MAX_VALUE);
    assertThat(seen).hasSize(25).endsWith(25).isSorted();
    assertThat(end.lossHistory()).containsExactly(stepwise.lossHistory(), within(1e-12));
    Attestation attestation = end.attestation();
    assertThat(attestation.bytesToDevice()).isGreaterThan(25L * 9_001 * 4 * Double.BYTES);
    assertThat(attestation.bytesToHost()).isLessThan(25L * attestation.rowBlocks() * 2_000);
    assertThat(attestation.transferNanos()).isPositive();
    assertThat(attestation.tasks()).containsExactly("first");
  }

  @Test
  void gramMovesEachRowOnce() {
    Problem problem = Problems.linear(9_001, 3, 35);
    Descended end =
        fit(problem, Problems.descent(problem, 500, 0), Mode.GRAM, Precision.FLOAT64, 65_536);
    // Five columns padded to eight, moved once and not in each of 500 epochs; TornadoVM counts all
    // of an array of vectors for each of its three parts that travel.
    long bytes = 9_001L * 8 * Double.BYTES;
    assertThat(end.attestation().bytesToDevice()).isBetween(bytes, 4 * bytes);
  }

  /** y = 3 x + 1 to the last digit: its loss is all cancellation. */
  @Test
  void gramInBlocksConvergesWhereTheLossDrownsInCancellation() {
    double[] x = Problems.linear(9_001, 1, 36).columns()[0];
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = 1 + 3 * x[i];
    }
    Problem perfect = Problems.of(new double[][] {x}, y);
    Descent stopping = Problems.descent(perfect, 3_000, 1e-9);
    Descended whole = fit(perfect, stopping, Mode.GRAM, Precision.FLOAT64, Long.MAX_VALUE);
    Descended parts = fit(perfect, stopping, Mode.GRAM, Precision.FLOAT64, 65_536);
    assertThat(parts.attestation().rowBlocks()).isGreaterThan(1);
    assertThat(parts.status()).isEqualTo(StopRule.CONVERGED);
    assertThat(parts.epochs()).isEqualTo(whole.epochs());
  }

  @ParameterizedTest
  @EnumSource(names = {"STEPWISE", "UNROLLED", "FUSED", "GRAM"})
  void aLimitTooSmallForOneRowIsAnError(Mode mode) {
    Problem problem = Problems.linear(100, 20, 37);
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(
            () -> fit(problem, Problems.descent(problem, 1, 0), mode, Precision.FLOAT64, 1_000))
        .withMessageMatching("One row of 20 features needs \\d+ bytes .*\\. Allow .*\\.");
  }
}
