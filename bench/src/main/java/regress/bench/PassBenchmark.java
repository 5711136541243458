package regress.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import regress.data.Dataset;
import regress.engine.Device;
import regress.engine.Loss;
import regress.internal.engine.AffineMap;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;
import regress.internal.engine.Sums;

/**
 * One pass over rows that are where the engine keeps them: what every optimizer is made of. With
 * the profiler {@code gc} that {@code jmh.sh} switches on, heap bytes allocated, too.
 */
@State(Scope.Benchmark)
public class PassBenchmark extends Timed {

  @Param({"jvm auto", "tornado auto", "tornado plain"})
  private String engineAndKernels;

  @Param({"100", "16000", "1024000"})
  private int n;

  @Param({"1", "16"})
  private int p;

  @Param({"float32", "float64"})
  private String precision;

  private Session session;
  private List<double[]> parameters;

  /** Makes the data, and refuses to time a pass that does not count its rows. */
  @Setup
  public void verify() {
    Case of = new Case(n, p, 1, 1, precision);
    Dataset data = Data.problems(of).getFirst();
    String[] words = engineAndKernels.split(" ");
    Engine engine = Installed.named(words[0]);
    Device device = engine.devices().getFirst();
    var kernels = regress.engine.Kernels.valueOf(words[1].toUpperCase(java.util.Locale.ROOT));
    Problem problem = new Problem(data, AffineMap.none(p + 1));
    session =
        engine.open(List.of(problem), new Placement(of.type(), device, Long.MAX_VALUE, kernels));
    parameters = List.of(new double[p + 1]);
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      squares += data.target()[i] * data.target()[i];
      products -= data.target()[i] * data.features()[p - 1][i];
    }
    double seen = sums().getFirst().values();
    double slope = sums().getFirst().slopes()[p];
    boolean isRight =
        Math.abs(seen - squares) <= 1e-4 * squares
            && Math.abs(slope - products) <= 1e-4 * squares
            && moments().getFirst().square()[0] == n;
    if (!isRight) {
      throw new IllegalStateException(engineAndKernels + " answered wrongly");
    }
  }

  /** Value and gradient of squared loss. */
  @Benchmark
  public List<Sums> sums() {
    return session.sums(Loss.SQUARED, parameters);
  }

  /** All moments of all columns. */
  @Benchmark
  public List<ColumnMoments> moments() {
    return session.moments();
  }

  /** Releases what the session has. */
  @TearDown
  public void close() {
    session.close();
  }
}
