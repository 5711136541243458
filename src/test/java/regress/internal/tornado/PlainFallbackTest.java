package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.tornado.kernel.LossKernels64;

/** Where a kernel of our choice does not compile, plain ones fit, and the attestation says so. */
@Tag("device")
class PlainFallbackTest {
  private static final Problem PROBLEM = Problems.linear(300, 3, 1);
  private static final Descent DESCENT = Problems.descent(PROBLEM, 25, 0);

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  /** TornadoVM has no {@code log1p}, which the vector kernels' descent calls here. */
  private static Strategy make(PlanKey key) {
    if (key.family() != Kernels.VECTOR) {
      return Plans.make(key);
    }
    LossKernels64 all = Losses64.of(Loss.Kind.SQUARED);
    LossKernels64 broken =
        new LossKernels64(
            all.lineFirst(),
            all.lineEpoch(),
            all.lineTrain(),
            all.blockedFirst(),
            all.blockedEpoch(),
            (c, x, y, lanes, w, sums, state, rule, shape, meeting, control) ->
                w[c.globalIdx] = Math.log1p(w[c.globalIdx]),
            all.groupedFirst(),
            all.groupedEpoch(),
            all.groupedTrain(),
            all.plainLoss(),
            all.plainTrain(),
            all.batchSums());
    BlockedShape shape = BlockedShape.of(key);
    return new Fused(key, BlockedWorkspace64.of(shape, broken, DeviceArrays.of(Purpose.FUSED)));
  }

  private static TornadoSession session(Plans plans, Kernels kernels) {
    Device cpu = Devices.list().getFirst();
    assumeTrue(cpu.kind().equals("CPU"), "vector kernels are for CPU devices");
    Placement where = new Placement(Precision.FLOAT64, cpu, Long.MAX_VALUE, kernels);
    return new TornadoSession(plans, List.of(PROBLEM), where);
  }

  private static End descend(TornadoSession session) {
    return session.descend(Mode.FUSED, List.of(DESCENT), Progress.NONE).getFirst().orElseThrow();
  }

  private static Plans plans() {
    return new Plans(PlainFallbackTest::make, device -> Double.MAX_VALUE);
  }

  @Test
  void plainStepwiseTakesThePlaceOfFused() {
    try (Plans plans = plans()) {
      for (boolean isFirst : List.of(true, false)) {
        TornadoSession session = session(plans, Kernels.AUTO);
        End end = descend(session);
        assertThat(end.parameters())
            .containsExactly(Problems.plainDescent(PROBLEM, DESCENT), within(1e-12));
        Attestation ran = session.attestation(Mode.FUSED, end.epochs());
        assertThat(ran.kernels()).contains(Kernels.PLAIN);
        assertThat(ran.mode()).isEqualTo(Mode.STEPWISE);
        assertThat(ran.compileNanos() > 0).isEqualTo(isFirst);
      }
    }
  }

  @Test
  void kernelsThatWereAskedForNeverGiveWay() {
    try (Plans plans = plans()) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> descend(session(plans, Kernels.VECTOR)))
          .withMessageStartingWith("TornadoVM failed on device ");
    }
  }
}
