package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import regress.LongForm;
import regress.engine.Device;

final class ProgressTest {
  private static final String COMPILING =
      "regress: Compiling kernels for opencl:basic: the first run of a kind takes some seconds.";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aShortFitStaysSilent() {
    try (var progress = progress(() -> true)) {
      progress.epoch(1, 0.5);
    }
    assertThat(err.size()).isZero();
  }

  @Test
  void whoeverWatchesIsToldOnceThatKernelsAreCompiled() {
    Device device = new Device("opencl:basic", "OpenCL", "basic", "CPU", 1, 1);
    for (boolean watched : new boolean[] {false, true}) {
      try (var progress = progress(() -> watched)) {
        progress.compiling(device);
        progress.compiling(device);
      }
      assertThat(err.toString().lines())
          .containsExactlyElementsOf(watched ? List.of(COMPILING) : List.of());
    }
  }

  @LongForm
  @Test
  void aLongFitIsSilentWhereNobodyWatches() {
    try (var progress = progress(() -> false)) {
      pass(progress, 1_100);
    }
    assertThat(err.size()).isZero();
  }

  @LongForm
  @Test
  void aLongFitShowsEpochAndLossAndLeavesTheTerminalAtALineStart() {
    try (var progress = progress(() -> true)) {
      pass(progress, 1_500);
    }
    assertThat(err.toString())
        .startsWith("\r")
        .contains("/10000")
        .contains("loss 0.25")
        .endsWith("\n");
    assertThat(err.toString().lines().count()).isLessThan(30);
    assertThat(err.toString().split("[\r\n]+")).allMatch(line -> line.length() < 80);
  }

  private FitProgress progress(BooleanSupplier watched) {
    var out = new PrintStream(new ByteArrayOutputStream());
    return new FitProgress(new Streams(out, new PrintStream(err), watched), 10_000);
  }

  private static void pass(FitProgress progress, long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (int epoch = 1; System.nanoTime() < end; epoch = Math.min(epoch + 1, 9_999)) {
      progress.epoch(epoch, 0.25);
    }
  }
}
