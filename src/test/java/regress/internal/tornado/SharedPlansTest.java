package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Device;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.kernel.StopRule;

/**
 * A table with another number of rows within a plan's capacity: nothing is compiled, and nothing
 * that is left of a larger table reaches the answer.
 */
@Tag("device")
class SharedPlansTest {
  private static final long ALL = Long.MAX_VALUE;

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  private static PlanKey key(
      Purpose purpose, Precision precision, int n, int p, String kind, long room) {
    Device real = Devices.list().getFirst();
    Device device =
        new Device(
            real.id(), real.backend(), real.name(), kind, real.computeUnits(), real.memoryBytes());
    return new PlanKey(purpose, precision, n, p, device, Memory.ANY.atMost(room)).roomy();
  }

  /** Rows from most of a capacity down to the fewest that share it. */
  private static int fewer(int most, Random random) {
    int rows = most - random.nextInt(most / 16);
    return PlanKey.capacity(rows) == PlanKey.capacity(most) ? rows : fewer(most, random);
  }

  private static int more(Random random, int least) {
    return (int) PlanKey.capacity(least + random.nextInt(least));
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({
    "STEPWISE, FLOAT64, CPU",
    "UNROLLED, FLOAT64, CPU",
    "FUSED, FLOAT64, CPU",
    "MOMENTS, FLOAT64, CPU",
    "MOMENTS, FLOAT32, GPU"
  })
  void soItIsInOtherModesAndPrecisions(Purpose purpose, Precision precision, String kind) {
    theSecondCompilesNothingAndHasTheBitsOfAFreshPlan(purpose, precision, kind);
  }

  @ParameterizedTest
  @CsvSource({
    "STEPWISE, FLOAT32, CPU",
    "FUSED, FLOAT32, CPU",
    "MOMENTS, FLOAT32, CPU",
    "STEPWISE, FLOAT64, GPU"
  })
  void theSecondCompilesNothingAndHasTheBitsOfAFreshPlan(
      Purpose purpose, Precision precision, String kind) {
    Random random = new Random(purpose.ordinal() + 10 * precision.ordinal());
    int p = 1 + random.nextInt(5);
    int most = more(random, 150);
    int fewer = fewer(most, random);
    assertSame(
        key(purpose, precision, most, p, kind, ALL),
        key(purpose, precision, fewer, p, kind, ALL),
        fewer);
  }

  @ParameterizedTest
  @CsvSource({"SUMS, FLOAT32, CPU", "MOMENTS, FLOAT64, CPU", "SUMS, FLOAT64, GPU"})
  void soItIsWhereRowsTakeTurnsOnTheDevice(Purpose purpose, Precision precision, String kind) {
    Random random = new Random(purpose.ordinal());
    int p = 1 + random.nextInt(3);
    int most = more(random, 9_000);
    int fewer = fewer(most, random);
    long room = 1 << 16;
    assertSame(
        key(purpose, precision, most, p, kind, room),
        key(purpose, precision, fewer, p, kind, room),
        fewer);
  }

  private static void assertSame(PlanKey key, PlanKey other, int fewer) {
    assertThat(other).isEqualTo(key);
    int p = key.features();
    Problem first = Problems.linear(key.rows(), p, 1);
    Problem second = Problems.linear(fewer, p, 2);
    Descent descent = Problems.descent(second, 23, 0);
    try (PlanFits shared = PlanFits.of(key);
        PlanFits fresh = PlanFits.of(key)) {
      Descended wild = shared.fit(spoilt(first), descent, Progress.NONE);
      assertThat(wild.status()).isEqualTo(StopRule.DIVERGED);
      assertThat(wild.attestation().compileNanos()).isPositive();
      Descended actual = shared.fit(second, descent, Progress.NONE);
      Descended expected = fresh.fit(second, descent, Progress.NONE);
      assertThat(actual.attestation().compileNanos()).isZero();
      assertThat(actual.attestation().rowBlocks()).isEqualTo(expected.attestation().rowBlocks());
      assertThat(actual.parameters()).isEqualTo(expected.parameters());
      assertThat(actual.lossHistory()).isEqualTo(expected.lossHistory());
      assertThat(actual.epochs()).isEqualTo(23);
      Descended again = shared.fit(first, descent, Progress.NONE);
      assertThat(again.attestation().compileNanos()).isZero();
      assertThat(again.parameters())
          .isEqualTo(fresh.fit(first, descent, Progress.NONE).parameters());
    }
  }

  /** Every value that a kernel could take up is no number, and so is every sum that it leaves. */
  private static Problem spoilt(Problem problem) {
    double[] target = new double[problem.samples()];
    Arrays.fill(target, Double.NaN);
    double[][] features = new double[problem.featureCount()][];
    Arrays.fill(features, target);
    return Problems.of(features, target);
  }
}
