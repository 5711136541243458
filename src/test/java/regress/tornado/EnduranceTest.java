package regress.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import regress.engine.Descent;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Problems;
import regress.engine.Progress;

/**
 * Whether a process that fits on and on grows: a short form of it, and with {@code
 * -Dregress.long=true} a million epochs and ten thousand plans, which take an hour or so.
 *
 * <p>Memory is looked at after a warm-up, half of the work, and all of it: the heap after
 * collection, and what the process occupies, of which a CPU device's memory is part. Only the
 * second half is held to a bound, an amount per turn that is a fraction of what a leak would be.
 */
class EnduranceTest {
  private static final boolean LONG = Boolean.getBoolean("regress.long");

  /** What garbage collectors, compilers and allocators may come by in their own time. */
  private static final long NOISE = 48L << 20;

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  private record Memory(long heap, long resident) {
    static Memory now() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      return new Memory(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), residentBytes());
    }

    /** 0 where there is no /proc. */
    private static long residentBytes() {
      try (var lines = Files.lines(Path.of("/proc/self/status"))) {
        return lines
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
      } catch (IOException e) {
        return 0;
      }
    }
  }

  private static void staysFlat(int turns, long bytesPerTurn, IntConsumer work) {
    work.accept(Math.max(1, turns / 10));
    Memory[] quarters = new Memory[5];
    quarters[0] = Memory.now();
    for (int quarter = 1; quarter <= 4; quarter++) {
      work.accept(turns / 4);
      quarters[quarter] = Memory.now();
      System.out.printf(
          "after %d turns: heap %,d kB, resident %,d kB%n",
          turns / 4 * quarter, quarters[quarter].heap >> 10, quarters[quarter].resident >> 10);
    }
    long bound = NOISE + turns / 2 * bytesPerTurn;
    assertThat(quarters[4].heap - quarters[2].heap).as("heap").isLessThan(bound);
    assertThat(quarters[4].resident - quarters[2].resident).as("resident").isLessThan(bound);
  }

  @Test
  void epochsLeaveNothingBehind() {
    Problem problem = Problems.linear(50, 1, 41);
    PlanKey key = new PlanKey(Mode.STEPWISE, Precision.FLOAT64, 50, 1, Devices.list().getFirst());
    try (Strategy stepwise = Plans.make(key)) {
      staysFlat(
          LONG ? 1_000_000 : 4_000,
          250,
          epochs -> stepwise.fit(problem, Problems.descent(problem, epochs, 0), Progress.NONE));
    }
  }

  /** A walk over blocks changes the graph with every execution. */
  @Test
  void rowBlocksLeaveNothingBehind() {
    Problem problem = Problems.linear(300, 1, 42);
    PlanKey key = new PlanKey(Mode.FUSED, Precision.FLOAT64, 300, 1, Devices.list().getFirst());
    try (Strategy blocks = new RowBlocks(key, 100)) {
      staysFlat(
          LONG ? 100_000 : 1_000,
          750,
          epochs -> blocks.fit(problem, Problems.descent(problem, epochs, 0), Progress.NONE));
    }
  }

  /** A plan's data are four megabytes: a leak of them would be three times what is allowed. */
  @Test
  void plansLeaveNothingBehind() {
    Problem problem = Problems.linear(1 << 18, 1, 43);
    Descent descent = Problems.descent(problem, 2, 0);
    PlanKey key =
        new PlanKey(Mode.FUSED, Precision.FLOAT64, problem.samples(), 1, Devices.list().getFirst());
    staysFlat(
        LONG ? 10_000 : 80,
        100_000,
        plans -> {
          for (int i = 0; i < plans; i++) {
            try (Strategy fused = Plans.make(key)) {
              fused.fit(problem, descent, Progress.NONE);
            }
          }
        });
  }
}
