package regress.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import regress.data.Dataset;
import regress.internal.engine.Descended;

/** A warm fit of one problem, all epochs: strategies x n x p x precision. */
@State(Scope.Benchmark)
public class FitBenchmark extends Timed {

  /** {@code jmh.sh} gives all that are present. */
  @Param("jvm fused")
  private String strategy;

  @Param({"100", "16000", "1024000"})
  private int n;

  @Param({"1", "16"})
  private int p;

  @Param({"float32", "float64"})
  private String precision;

  @Param("200")
  private int epochs;

  private Case of;
  private Strategy strategyOf;
  private Dataset problem;

  /** Makes the data, fits once, and refuses to time a wrong answer. */
  @Setup
  public void verify() {
    of = new Case(n, p, epochs, 1, precision);
    strategyOf = Strategy.named(strategy);
    problem = Data.problems(of).getFirst();
    Verified.fit(strategyOf, of, problem);
  }

  /** The fit. */
  @Benchmark
  public Descended fit() {
    return strategyOf.fit(of, problem);
  }
}
