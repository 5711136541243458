package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Kernels;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;

/** Each family of kernels, asked for by name, on the device that is there. */
@Tag("device")
class TornadoKernelsTest {
  private static final Engine ENGINE = EnginesInTests.named("tornado");

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(ENGINE.absence().isEmpty(), () -> ENGINE.absence().orElseThrow());
  }

  /** PoCL takes seconds to build work-groups that wait for each other. */
  @LongForm
  @ParameterizedTest
  @CsvSource({
    "PLAIN, STEPWISE",
    "PLAIN, UNROLLED",
    "PLAIN, FUSED",
    "PLAIN, GRAM",
    "COALESCED, STEPWISE",
    "COALESCED, FUSED",
    "COALESCED, GRAM"
  })
  void anyFamilyFollowsThePlainDescentInAnyPrecision(Kernels kernels, Mode mode) {
    for (Precision precision : Precision.values()) {
      anyFamilyFollowsThePlainDescentAndIsAttested(kernels, mode, precision);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, STEPWISE, FLOAT32",
    "PLAIN, FUSED, FLOAT64",
    "PLAIN, GRAM, FLOAT32",
    "COALESCED, STEPWISE, FLOAT64",
    "COALESCED, GRAM, FLOAT32"
  })
  void anyFamilyFollowsThePlainDescentAndIsAttested(
      Kernels kernels, Mode mode, Precision precision) {
    Execution execution = new Execution(mode, precision, "auto", Long.MAX_VALUE, kernels);
    EngineContract.followsThePlainDescent(ENGINE, List.of(execution), 513, 3);
    Problem problem = Problems.linear(513, 3, 1);
    Descent descent = Problems.descent(problem, 3, 0);
    Attestation ran =
        Descents.fit(ENGINE, problem, descent, execution, Progress.NONE).attestation();
    assertThat(ran.kernels()).contains(kernels);
    assertThat(ran.mode()).isEqualTo(mode);
  }

  @Test
  void vectorsAreRefusedWhereThereIsNoCpu() {
    Device gpu = new Device("opencl:one", "none", "none", "GPU", 4, 1);
    assertThat(Kernels.COALESCED.on(gpu)).isEqualTo(Kernels.AUTO.on(gpu));
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Kernels.VECTOR.on(gpu))
        .withMessage(
            "The vector kernels are for CPUs, and device opencl:one is none."
                + " Choose kernels auto, plain or coalesced.")
        .matches(EngineException::isChoice);
  }

  @LongForm
  @Nested
  class PlainStepwise extends EngineContract {
    PlainStepwise() {
      super(ENGINE, Mode.STEPWISE, device -> true, Kernels.PLAIN);
    }
  }

  @LongForm
  @Nested
  class PlainFused extends EngineContract {
    PlainFused() {
      super(ENGINE, Mode.FUSED, device -> true, Kernels.PLAIN);
    }
  }

  @LongForm
  @Nested
  class PlainGram extends EngineContract {
    PlainGram() {
      super(ENGINE, Mode.GRAM, device -> true, Kernels.PLAIN);
    }
  }

  @LongForm
  @Nested
  class CoalescedStepwise extends EngineContract {
    CoalescedStepwise() {
      super(ENGINE, Mode.STEPWISE, device -> true, Kernels.COALESCED);
    }
  }

  @LongForm
  @Nested
  class CoalescedGram extends EngineContract {
    CoalescedGram() {
      super(ENGINE, Mode.GRAM, device -> true, Kernels.COALESCED);
    }
  }
}
