package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import regress.Fit;
import regress.LongForm;
import regress.Option.Where;
import regress.Regression;
import regress.data.SeedProblem;
import regress.engine.Device;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.report.TextTable;

class TimingTest {
  private static final Fit FIT =
      Regression.squared().engine("reference").fit(SeedProblem.published().dataset());

  private static final long LIMIT = millis(1_500);

  @Test
  void whatCompilingTookIsNotCountedTwice() {
    Timing timing = Timing.of(() -> sleep(50), LIMIT);
    assertThat(FIT.attestation().compileNanos()).isZero();
    assertThat(timing.compileNanos()).isZero();
    assertThat(timing.firstNanos()).isGreaterThanOrEqualTo(millis(50));
  }

  /** As where the JVM compiles the host's side after some dozens of calls, and again later. */
  @LongForm
  @Test
  void warmIsWhatFitsTakeOnceTheyHaveBecomeFaster() {
    var calls = new AtomicInteger();
    Timing timing =
        Timing.of(
            () -> {
              int call = calls.incrementAndGet();
              return sleep(call < 8 ? 40 : call < 20 ? 20 : 2);
            },
            LIMIT);
    assertThat(timing.firstNanos()).isGreaterThanOrEqualTo(millis(40));
    assertThat(timing.warmNanos()).isBetween((double) millis(2), (double) millis(20));
  }

  @LongForm
  @Test
  void aSlowFitIsRepeatedAFewTimesAtMost() {
    var calls = new AtomicInteger();
    Timing.of(
        () -> {
          calls.incrementAndGet();
          return sleep(360);
        },
        LIMIT);
    assertThat(calls).hasValueBetween(2, 4);
  }

  @Test
  void theTableShowsCompilingApart() {
    var timing = new Timing(FIT, millis(1_500), millis(20), millis(3));
    var without = new Timing(FIT, 0, millis(20), millis(3));
    Device host = FIT.attestation().device();
    var where = new Where("reference", Optimizer.AUTO, Mode.DIRECT);
    var kind = new Kind(where, host, Mode.DIRECT, false);
    String text =
        TextTable.format(Comparison.COLUMNS, List.of(kind.with(timing), kind.with(without)));
    assertThat(text)
        .containsPattern("(?m)^reference +direct +host +1\\.50 s +20\\.0 ms +3\\.00 ms ")
        .containsPattern("(?m)^reference +direct +host +- +20\\.0 ms +3\\.00 ms ");
  }

  private static Fit sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return FIT;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
