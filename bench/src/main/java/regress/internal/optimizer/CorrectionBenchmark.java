package regress.internal.optimizer;

import java.util.Arrays;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import regress.bench.Timed;
import regress.data.Rows;
import regress.internal.engine.AffineMap;

/** The host's passes in pairs of doubles: the one that corrects, and the one that takes moments. */
@State(Scope.Benchmark)
public class CorrectionBenchmark extends Timed {

  @Param({"100", "16000", "1024000"})
  private int n;

  @Param({"1", "16"})
  private int p;

  private Rows rows;
  private AffineMap map;
  private AffineMap exact;
  private Pair[] b;

  /** Makes data of a known model, and refuses to time a pass that does not find it. */
  @Setup
  public void verify() {
    Random random = new Random(1);
    double[][] x = new double[p][n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < p; j++) {
        x[j][i] = random.nextInt(1000);
        y[i] += x[j][i];
      }
    }
    rows = Rows.of(x, y);
    map = AffineMap.none(p + 1);
    exact = AffineMap.exact(rows.spread());
    double sum = Arrays.stream(y).sum();
    b = new Pair[p + 1];
    Arrays.fill(b, Pair.of(1));
    Residuals.Sums seen = correction();
    Pair ofOnes = seen.gradient()[0];
    double moved = anchored()[0].high()[p + 1] * exact.scales()[p] + n * exact.centres()[p];
    if (seen.squares().value() != n
        || ofOnes.value() != -n
        || moments()[0].high()[p + 1] != sum
        || Math.abs(moved - sum) > 1e-12 * sum) {
      throw new IllegalStateException("a pass answered wrongly");
    }
  }

  /** Residuals at given parameters, their squares and the gradient. */
  @Benchmark
  public Residuals.Sums correction() {
    return Residuals.at(b, rows, map);
  }

  /** All moments of all columns, as a fit takes them first. */
  @Benchmark
  public Pairs[] anchored() {
    return PairMoments.ofExact(p + 1).exact(rows, exact);
  }

  /** All moments of all columns. */
  @Benchmark
  public Pairs[] moments() {
    return PairMoments.of(rows, map);
  }
}
