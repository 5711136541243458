package regress.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import regress.data.Dataset;
import regress.internal.engine.Descended;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Bytes of memory a second (counter {@code gigabytes}): a plain copy kernel in two shapes, which
 * reads and writes n float32 values, beside a fit, which reads 2 n of them every epoch.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BandwidthBenchmark extends Timed {
  private static final int N = 10_240_000 / 65_536 * 65_536;
  private static final int EPOCHS = 10;
  private static final double GIGABYTES = 2.0 * Float.BYTES * N / 1e9;

  /** What is read and written; JMH divides it by the time. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Moved {
    /** Sum of an iteration. */
    public double gigabytes;
  }

  /** The copy's plan. */
  @State(Scope.Benchmark)
  public static class Copy {
    @Param({"chunks", "values"})
    private String shape;

    private TornadoExecutionPlan plan;

    /** Copies once, and refuses to time a copy that is none. */
    @Setup
    public void verify() {
      Verified.startTornado();
      FloatArray from = new FloatArray(N);
      FloatArray to = new FloatArray(N);
      from.init(1);
      to.init(0);
      TaskGraph graph =
          new TaskGraph("copy").transferToDevice(DataTransferMode.FIRST_EXECUTION, from, to);
      if (shape.equals("chunks")) {
        IntArray chunk = IntArray.fromElements(65_536);
        graph
            .transferToDevice(DataTransferMode.FIRST_EXECUTION, chunk)
            .task("copy", Kernels::copyChunks, from, to, chunk);
      } else {
        graph.task("copy", Kernels::copyValues, from, to);
      }
      plan =
          new TornadoExecutionPlan(
              graph.transferToHost(DataTransferMode.UNDER_DEMAND, to).snapshot());
      plan.execute().transferToHost(to);
      for (int i = 0; i < N; i++) {
        if (to.get(i) != 1) {
          throw new IllegalStateException("value " + i + " was not copied");
        }
      }
    }

    /** Releases the device's memory. */
    @TearDown
    public void close() throws TornadoExecutionPlanException {
      plan.close();
    }
  }

  /** The fit's problem. */
  @State(Scope.Benchmark)
  public static class Reading {
    /** {@code jmh.sh} gives all that are present. */
    @Param("jvm fused")
    private String strategy;

    private final Case of = new Case(N, 1, EPOCHS, 1, "float32");
    private final Dataset problem = Data.problems(of).getFirst();
    private Strategy strategyOf;

    /** Fits once, and refuses to time a wrong answer. */
    @Setup
    public void verify() {
      strategyOf = Strategy.named(strategy);
      Verified.fit(strategyOf, of, problem);
    }
  }

  /** The copy. */
  @Benchmark
  public TornadoExecutionResult copy(Copy copy, Moved moved) {
    moved.gigabytes += GIGABYTES;
    return copy.plan.execute();
  }

  /** The fit: it has to read this much, unless it reduces the data to their Gram matrix. */
  @Benchmark
  public Descended fit(Reading reading, Moved moved) {
    moved.gigabytes += EPOCHS * GIGABYTES;
    return reading.strategyOf.fit(reading.of, reading.problem);
  }
}
