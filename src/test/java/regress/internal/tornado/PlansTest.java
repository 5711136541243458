package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import regress.engine.Attestation;
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

/**
 * Plans are compiled once a shape, whatever the rows within its capacity, and data stay on the
 * device.
 */
@Tag("device")
class PlansTest {
  private final TornadoEngine engine = new TornadoEngine();

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
  }

  private Descended fit(Problem problem, Descent descent, Mode mode) {
    return Descents.fit(
        engine, problem, descent, new Execution(mode, Precision.FLOAT64, "auto"), Progress.NONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"STEPWISE", "UNROLLED", "FUSED", "GRAM"})
  void aSecondFitOfOneShapeCompilesNothing(Mode mode) {
    Problem first = Problems.linear(777, 7, 1);
    Attestation cold = fit(first, Problems.descent(first, 10, 0), mode).attestation();
    assertThat(cold.compileNanos()).isPositive();
    Problem second = Problems.linear(801, 7, 2);
    Descent other =
        new Descent(Loss.SQUARED, new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 0.05, 33, 1e-3, 2);
    Descended warm = fit(second, other, mode);
    assertThat(warm.attestation().compileNanos()).isZero();
    assertThat(warm.attestation().tasks()).isEqualTo(cold.tasks());
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

  @Test
  void manyShapesAreCompiledAnewAndTheOldestForgotten() {
    int[] rows = IntStream.iterate(128, n -> (int) PlanKey.capacity(n + 1)).limit(18).toArray();
    for (int n : rows) {
      assertThat(compiled(n)).as("%d rows", n).isPositive();
    }
    assertThat(compiled(rows[17])).isZero();
    assertThat(compiled(rows[0])).isPositive();
  }

  /** Of a number of features that no other test has: all tests share the plans. */
  private long compiled(int n) {
    Problem problem = Problems.linear(n, 11, n);
    Descent descent = Problems.descent(problem, 5, 0);
    Descended end = fit(problem, descent, Mode.FUSED);
    double[] plain = Problems.plainDescent(problem, descent);
    assertThat(end.parameters()).containsExactly(plain, within(1e-13));
    return end.attestation().compileNanos();
  }
}
