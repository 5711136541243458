package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.data.Dataset;
import regress.data.SeedProblem;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Progress;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;

/** The times of an attestation are all that the caller waited, and none of it twice. */
@Tag("device")
class AttestedTimesTest {
  /** Somebody else may have the processor between a fit's end and our look at the clock. */
  private static final int TURNS = 10;

  @ParameterizedTest
  @CsvSource({
    "jvm, GD, GRAM",
    "jvm, GD, FUSED",
    "jvm, NEWTON, AUTO",
    "tornado, GD, STEPWISE",
    "tornado, GD, GRAM",
    "reference, AUTO, DIRECT"
  })
  void timesAddUpToWhatTheCallerWaited(String name, Optimizer optimizer, Mode mode) {
    Engine engine = Installed.named(name);
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
    Dataset data = new SeedProblem(1, 50_000, 3, 1, 0.5).dataset();
    Regression options = Regression.squared().engine(name).optimizer(optimizer).mode(mode);
    double share = 0;
    for (int turn = 0; turn < TURNS && share < 0.5; turn++) {
      var told = new AtomicBoolean();
      long begin = System.nanoTime();
      Attestation ran = options.fit(data, telling(told)).attestation();
      long waited = System.nanoTime() - begin;
      long attested = ran.compileNanos() + ran.transferNanos() + ran.runNanos() + ran.otherNanos();
      assertThat(attested).isLessThanOrEqualTo(waited);
      assertThat(ran.runNanos()).isPositive();
      assertThat(ran.otherNanos()).isPositive();
      assertThat(told.get()).isEqualTo(ran.compileNanos() > 0);
      share = (double) attested / waited;
    }
    assertThat(share).isGreaterThanOrEqualTo(0.5);
  }

  private static Progress telling(AtomicBoolean told) {
    return new Progress() {
      @Override
      public void epoch(int epoch, double loss) {}

      @Override
      public void compiling(Device device) {
        told.set(true);
      }
    };
  }
}
