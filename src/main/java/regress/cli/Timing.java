package regress.cli;

import java.util.Arrays;
import java.util.function.Supplier;
import regress.Fit;

/**
 * How long one fit takes, by the wall clock.
 *
 * @param fit the last fit
 * @param coldNanos the first fit, with all that is compiled or loaded on its way
 * @param warmNanos the median of the fits after it
 */
record Timing(Fit fit, long coldNanos, double warmNanos) {

  /**
   * Fits once, and then again: at least once, at most {@code repetitions} times, and no more once
   * another fit would exceed {@code limitNanos} for all of them.
   */
  static Timing of(Supplier<Fit> fitting, int repetitions, long limitNanos) {
    long start = System.nanoTime();
    Fit fit = fitting.get();
    long cold = System.nanoTime() - start;
    long[] warm = new long[repetitions];
    int count = 0;
    long longest = 0;
    while (count < repetitions
        && (count == 0 || System.nanoTime() - start + longest < limitNanos)) {
      long from = System.nanoTime();
      fit = fitting.get();
      warm[count] = System.nanoTime() - from;
      longest = Math.max(longest, warm[count++]);
    }
    return new Timing(fit, cold, median(Arrays.copyOf(warm, count)));
  }

  private static double median(long[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
  }
}
