package regress.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import regress.data.Dataset;
import regress.internal.engine.Descended;

/**
 * One epoch among many of the seed problem: time, and with the profiler {@code gc} that {@code
 * jmh.sh} switches on, heap bytes allocated ({@code gc.alloc.rate.norm}).
 */
@State(Scope.Benchmark)
public class EpochBenchmark extends Timed {
  private static final int EPOCHS = 1000;

  private final Case of = new Case(100, 1, EPOCHS, 1, "float32");
  private final Dataset problem = Data.problems(of).getFirst();

  /** {@code jmh.sh} gives all that are present. */
  @Param("jvm fused")
  private String strategy;

  private Strategy strategyOf;

  /** Fits once, and refuses to time a wrong answer. */
  @Setup
  public void verify() {
    strategyOf = Strategy.named(strategy);
    Verified.fit(strategyOf, of, problem);
  }

  /** A fit, counted as its epochs. */
  @Benchmark
  @OperationsPerInvocation(EPOCHS)
  public Descended epoch() {
    return strategyOf.fit(of, problem);
  }
}
