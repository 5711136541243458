package regress.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import regress.engine.Attestation;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Execution;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Problems;
import regress.engine.Progress;

/**
 * Plans are compiled once a shape, whatever the rows within its capacity, data stay on the device,
 * and nothing grows.
 */
class PlansTest {
  private final TornadoEngine engine = new TornadoEngine();

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
  }

  private Descended fit(Problem problem, Descent descent, Mode mode) {
    return engine.fit(
        problem, descent, new Execution(mode, Precision.FLOAT64, "auto"), Progress.NONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"STEPWISE", "UNROLLED", "FUSED", "GRAM"})
  void aSecondFitOfOneShapeCompilesNothing(Mode mode) {
    Problem first = Problems.linear(777, 3, 1);
    Attestation cold = fit(first, Problems.descent(first, 10, 0), mode).attestation();
    assertThat(cold.compileNanos()).isPositive();
    Problem second = Problems.linear(801, 3, 2);
    Descent other = new Descent(new double[] {1, 2, 3, 4}, 0.05, 33, 1e-3, 2);
    Descended warm = fit(second, other, mode);
    assertThat(warm.attestation().compileNanos()).isZero();
    assertThat(warm.attestation().kernels()).isEqualTo(cold.kernels());
    assertThat(warm.epochs()).isBetween(5, 33);
  }

  @Test
  void dataStayOnTheDeviceForTheNextFitOfTheSameProblem() {
    Problem problem = Problems.linear(50_000, 2, 3);
    Descent descent = Problems.descent(problem, 10, 0);
    long dataBytes = 50_000L * 3 * Double.BYTES;
    assertThat(fit(problem, descent, Mode.FUSED).attestation().bytesToDevice())
        .isGreaterThanOrEqualTo(dataBytes);
    assertThat(fit(problem, descent, Mode.FUSED).attestation().bytesToDevice()).isLessThan(2_000);
  }

  @Test
  void stepwiseCopiesOnlyTheStateBack() {
    Problem problem = Problems.linear(50_000, 2, 4);
    Attestation attestation =
        fit(problem, Problems.descent(problem, 100, 0), Mode.STEPWISE).attestation();
    assertThat(attestation.bytesToHost()).isLessThan(100 * 200);
  }

  /**
   * Heap after collection and the device's memory before and after, at a size where a leak of one
   * array would show.
   */
  @Test
  void tenThousandFitsLeaveNothingBehind() {
    Problem[] problems = {Problems.linear(8_000, 1, 5), Problems.linear(8_000, 1, 6)};
    fits(problems, 1_000);
    long heap = heapInUse();
    long resident = residentBytes();
    fits(problems, 10_000);
    assertThat(heapInUse() - heap).isLessThan(10_000_000L);
    // One array of 8,000 doubles leaked per fit would be 640 MB; the heap's own pages become
    // resident
    // as the collector pleases.
    assertThat(residentBytes() - resident).isLessThan(300_000_000L);
  }

  private void fits(Problem[] problems, int count) {
    for (int i = 0; i < count; i++) {
      Problem problem = problems[i % 2];
      Descended end = fit(problem, Problems.descent(problem, 2, 0), Mode.FUSED);
      assertThat(end.epochs()).isEqualTo(2);
    }
  }

  @Test
  void manyShapesAreCompiledAnewAndTheOldestForgotten() {
    int[] rows = IntStream.iterate(128, n -> (int) PlanKey.capacity(n + 1)).limit(18).toArray();
    for (int n : rows) {
      assertThat(compiled(n)).as("%d rows", n).isPositive();
    }
    assertThat(compiled(rows[17])).isZero();
    assertThat(compiled(rows[0])).isPositive();
  }

  private long compiled(int n) {
    Problem problem = Problems.linear(n, 1, n);
    Descent descent = Problems.descent(problem, 5, 0);
    Descended end = fit(problem, descent, Mode.FUSED);
    double[] plain = Problems.plainDescent(problem, descent);
    assertThat(end.parameters()).containsExactly(plain, within(1e-13));
    return end.attestation().compileNanos();
  }

  @Test
  void aLongStepwiseRunKeepsNoResults() {
    Problem problem = Problems.linear(50, 1, 7);
    fit(problem, Problems.descent(problem, 2_000, 0), Mode.STEPWISE);
    long heap = heapInUse();
    Descended end = fit(problem, Problems.descent(problem, 20_000, 0), Mode.STEPWISE);
    assertThat(end.epochs()).isEqualTo(20_000);
    assertThat(end.lossHistory()).hasSize(20_000);
    // 20,000 kept results would be some 800 kB; the history that the caller asked for is 160 kB.
    assertThat(heapInUse() - heap).isLessThan(600_000L);
  }

  private static long heapInUse() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Memory of this process as the system sees it: PoCL's device memory is part of it. 0 where there
   * is no /proc.
   */
  private static long residentBytes() {
    try (var lines = java.nio.file.Files.lines(java.nio.file.Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (java.io.IOException e) {
      return 0;
    }
  }
}
