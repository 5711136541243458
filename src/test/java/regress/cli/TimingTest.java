package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import regress.Fit;
import regress.Regression;
import regress.data.SeedProblem;

class TimingTest {
  private static final Fit FIT =
      Regression.squared().engine("reference").fit(SeedProblem.published().dataset());

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void whatCompilingTookIsNotCountedTwice() {
    Timing timing = Timing.of(() -> sleep(50));
    assertThat(FIT.attestation().compileNanos()).isZero();
    assertThat(timing.compileNanos()).isZero();
    assertThat(timing.firstNanos()).isGreaterThanOrEqualTo(millis(50));
  }

  /** As where the JVM compiles the host's side after some dozens of calls, and again later. */
  @Test
  void warmIsWhatFitsTakeOnceTheyHaveBecomeFaster() {
    var calls = new AtomicInteger();
    Timing timing =
        Timing.of(
            () -> {
              int call = calls.incrementAndGet();
              return sleep(call < 10 ? 40 : call < 30 ? 20 : 2);
            });
    assertThat(timing.firstNanos()).isGreaterThanOrEqualTo(millis(40));
    assertThat(timing.warmNanos()).isBetween((double) millis(2), (double) millis(20));
  }

  @Test
  void aSlowFitIsRepeatedAFewTimesAtMost() {
    var calls = new AtomicInteger();
    Timing.of(
        () -> {
          calls.incrementAndGet();
          return sleep(600);
        });
    assertThat(calls).hasValueBetween(2, 4);
  }

  @Test
  void theTableShowsCompilingApart() {
    var timing = new Timing(FIT, millis(1_500), millis(20), millis(3));
    var without = new Timing(FIT, 0, millis(20), millis(3));
    String text =
        ComparisonTable.text(
            SeedProblem.published(), SeedReport.published(), List.of(timing, without));
    assertThat(text)
        .containsPattern("(?m)^reference +direct +host +1\\.50 s +20\\.0 ms +3\\.00 ms ")
        .containsPattern("(?m)^reference +direct +host +- +20\\.0 ms +3\\.00 ms ");
  }

  @Test
  void whoeverLooksSeesOneLineThatSaysCompilingAndGoes() {
    try (var waiting = waiting(() -> true)) {
      waiting.next("tornado fused");
      waiting.next("jvm gram");
    }
    String[] shown = err.toString().split("\r");
    assertThat(err.toString()).doesNotContain("\n").endsWith("\r");
    assertThat(shown).allMatch(line -> line.length() < 80);
    assertThat(shown)
        .anyMatch(line -> line.startsWith("regress: compiling and timing tornado fused, 1 of 2"))
        .anyMatch(line -> line.startsWith("regress: compiling and timing jvm gram, 2 of 2"));
    assertThat(shown[shown.length - 1]).isBlank();
  }

  @Test
  void elsewhereItIsSaidOnce() {
    try (var waiting = waiting(() -> false)) {
      waiting.next("tornado fused");
      waiting.next("jvm gram");
    }
    assertThat(err.toString())
        .isEqualTo("regress: Compiling and timing 2 kinds of fit, which takes a while.\n");
  }

  private Waiting waiting(BooleanSupplier watched) {
    var out = new PrintStream(new ByteArrayOutputStream());
    return new Waiting(new Streams(out, new PrintStream(err), watched), 2);
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
