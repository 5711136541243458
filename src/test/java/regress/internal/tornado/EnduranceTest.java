package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import regress.LongForm;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;

/**
 * Whether a process that fits on and on grows: a short form of it, and with {@code
 * -Dregress.long=true} a million epochs and ten thousand plans, which take an hour or so.
 *
 * <p>Memory is looked at after a warm-up, half of the work, and all of it: the heap after
 * collection, and what the process occupies, of which a CPU device's memory is part. Only the
 * second half is held to a bound. There are so many turns, and so much data in each, that a
 * kilobyte on the heap, or one array on the device, left behind by every turn would go beyond it.
 */
@Tag("device")
class EnduranceTest {

  /** What the virtual machine and the test's own doings may come by on the heap. */
  private static final long HEAP_NOISE = 200L << 10;

  /**
   * What compilers, allocators and a heap that spreads may come by in their own time: the C library
   * alone takes memory for another thread by 64 megabytes. Half of what the plans of a test would
   * leave.
   */
  private static final long RESIDENT_NOISE = 72L << 20;

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  private record Memory(long heap, OptionalLong resident) {
    static Memory now() {
      System.gc();
      return new Memory(LiveObjects.bytes(), residentBytes());
    }

    /** Empty where there is no /proc. */
    private static OptionalLong residentBytes() {
      try (var lines = Files.lines(Path.of("/proc/self/status"))) {
        return lines
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst();
      } catch (IOException e) {
        return OptionalLong.empty();
      }
    }

    boolean isResidentFarAbove(Memory before) {
      return resident.orElse(0) - before.resident.orElse(0) >= RESIDENT_NOISE;
    }

    void assertNotFarAbove(Memory before) {
      System.out.printf(
          "heap %,d kB after %,d kB, resident %s after %s%n",
          heap >> 10, before.heap >> 10, resident, before.resident);
      assertThat(heap - before.heap).as("heap").isLessThan(HEAP_NOISE);
      if (resident.isPresent()) {
        assertThat(resident.getAsLong() - before.resident.getAsLong())
            .as("resident")
            .isLessThan(RESIDENT_NOISE);
      }
    }
  }

  /**
   * Works for a while, and looks at what a half of it leaves behind. The turn before the first look
   * makes the last piece of work there the short one; what it looks at before that is thrown away.
   *
   * @param turns of the short form
   * @param more times as many of the long form
   */
  private static void staysFlat(int turns, int more, IntConsumer work) {
    int half = LongForm.ASKED ? turns / 2 * more : turns / 2;
    work.accept(half);
    Memory.now();
    work.accept(1);
    Memory before = Memory.now();
    work.accept(half);
    Memory after = Memory.now();
    if (after.isResidentFarAbove(before)) { // A heap spreads once; what is left behind, every time.
      before = after;
      work.accept(half);
      after = Memory.now();
    }
    after.assertNotFarAbove(before);
  }

  private static PlanKey key(Purpose purpose, Problem problem) {
    return new PlanKey(
        purpose,
        Precision.FLOAT64,
        problem.samples(),
        problem.featureCount(),
        Devices.list().getFirst());
  }

  /** TornadoVM's result of an execution, which it would keep, takes 41 bytes. */
  @Test
  void epochsLeaveNothingBehind() {
    Problem problem = Problems.linear(50, 1, 41);
    try (PlanFits stepwise = PlanFits.of(key(Purpose.STEPWISE, problem))) {
      staysFlat(
          14_000,
          70,
          epochs -> stepwise.fit(problem, Problems.descent(problem, epochs, 0), Progress.NONE));
    }
  }

  /** A walk over blocks changes the graph with every execution. A block's data are 160 kB. */
  @LongForm
  @Test
  void rowBlocksLeaveNothingBehind() {
    Problem problem = Problems.linear(30_000, 1, 42);
    PlanKey key = key(Purpose.SUMS, problem);
    try (PlanFits blocks = new PlanFits(key, new RowSumsPlan(key, 10_000))) {
      staysFlat(
          2_000,
          50,
          epochs -> blocks.fit(problem, Problems.descent(problem, epochs, 0), Progress.NONE));
    }
  }

  /** The data of a fit are a megabyte, and go to the device anew with every problem. */
  @Test
  void fitsLeaveNothingBehind() {
    Problem[] problems = {Problems.linear(64_000, 1, 5), Problems.linear(64_000, 1, 6)};
    Descent descent = Problems.descent(problems[0], 2, 0);
    try (PlanFits fused = PlanFits.of(key(Purpose.FUSED, problems[0]))) {
      staysFlat(
          500,
          20,
          fits -> {
            for (int i = 0; i < fits; i++) {
              fused.fit(problems[i % 2], descent, Progress.NONE);
            }
          });
    }
  }

  /** A plan's data are two arrays of four megabytes. */
  @Test
  void plansLeaveNothingBehind() {
    Problem problem = Problems.linear(1 << 19, 1, 43);
    Descent descent = Problems.descent(problem, 2, 0);
    staysFlat(
        36,
        280,
        plans -> {
          for (int i = 0; i < plans; i++) {
            try (PlanFits fused = PlanFits.of(key(Purpose.FUSED, problem))) {
              fused.fit(problem, descent, Progress.NONE);
            }
          }
        });
  }
}
