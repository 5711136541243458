package regress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.data.Dataset;

/** What a fit of a fresh table takes of Java's memory beside the caller's arrays: one copy. */
class AllocationTest {
  /** For what does not grow with the rows: windows that caches hold, a square a block. */
  private static final long SOME = 8 << 20;

  /** At least, of some tries: the JVM's own threads allocate, too. */
  private static long allocated(Supplier<?> work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long before = threads.getTotalThreadAllocatedBytes();
      assertThat(work.get()).isNotNull();
      least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static final int TRIES = 4;

  private static double[] column(int n, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextInt() * 0x1p-31;
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"1000000, 1", "200000, 8", "40000, 60"})
  void aFitCopiesItsDataOnce(int n, int p) {
    double[][] x =
        Stream.iterate(1L, j -> j + 1).limit(p).map(j -> column(n, j)).toArray(double[][]::new);
    double[] y = column(n, 0);
    Regression options = Regression.squared().engine("jvm");
    options.fit(Dataset.of(x, y)).digits(); // Loads classes.
    long bytes = 8L * n * (p + 1);
    Dataset[] made = new Dataset[1];
    assertThat(allocated(() -> made[0] = Dataset.of(x, y)))
        .isLessThan(bytes + bytes / 10 + (1 << 20));
    assertThat(allocated(() -> options.fit(made[0]))).isLessThan(bytes / 4 + SOME);
  }
}
