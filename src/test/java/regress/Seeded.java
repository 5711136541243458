package regress;

import java.util.Random;

/** Repeats a check on random data, and names the seed of the data that it fails on. */
public final class Seeded {

  private Seeded() {}

  /** A check that makes its data from the random numbers that it is given. */
  @FunctionalInterface
  public interface Check {
    void on(Random random) throws Exception;
  }

  /**
   * Runs a check with the seeds {@code first}, {@code first + 1}, ...; to repeat one alone, run it
   * once with the seed that the failure names.
   */
  public static void runs(int count, long first, Check check) {
    for (long seed = first; seed < first + count; seed++) {
      try {
        check.on(new Random(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("With seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
