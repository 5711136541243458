package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;

/**
 * Modes of one engine agree to the bit: they add in the same order. Across engines a device
 * compiler may contract a multiplication and an addition into one rounding, so there the contract's
 * bound holds instead.
 */
@Tag("device")
class AgreementTest {

  @ParameterizedTest
  @CsvSource({
    "jvm, 3, 1, FLOAT32", "jvm, 3, 1, FLOAT64",
    "jvm, 1000, 3, FLOAT32", "jvm, 1000, 3, FLOAT64",
    "jvm, 70001, 2, FLOAT32", "jvm, 70001, 2, FLOAT64",
    "tornado, 70001, 3, FLOAT64"
  })
  void modesAgreeToTheBit(String name, int n, int p, Precision precision) {
    Engine engine = EnginesInTests.named(name);
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
    Problem problem = Problems.linear(n, p, n);
    Descent descent = Problems.descent(problem, 60, 0);
    double[] stepwise = parameters(engine, Mode.STEPWISE, problem, descent, precision);
    double[] fused = parameters(engine, Mode.FUSED, problem, descent, precision);
    assertThat(fused).isEqualTo(stepwise);
    if (engine.modes().contains(Mode.UNROLLED)) {
      double[] unrolled = parameters(engine, Mode.UNROLLED, problem, descent, precision);
      assertThat(unrolled).isEqualTo(stepwise);
    }
  }

  /** The first are fewer rows than a vector has. */
  @LongForm
  @ParameterizedTest
  @CsvSource({"3, 1", "1000, 3", "70001, 2", "70001, 3"})
  void modesAgreeToTheBitOnTornado(int n, int p) {
    for (Precision precision : Precision.values()) {
      modesAgreeToTheBit("tornado", n, p, precision);
    }
  }

  private static double[] parameters(
      Engine engine, Mode mode, Problem problem, Descent descent, Precision precision) {
    return Descents.fit(
            engine, problem, descent, new Execution(mode, precision, "auto"), Progress.NONE)
        .parameters();
  }
}
