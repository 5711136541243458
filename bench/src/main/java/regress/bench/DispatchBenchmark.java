package regress.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * One execution of a task graph whose tasks do nearly nothing: its time at one task is the overhead
 * of an execution, the slope over tasks that of a task.
 */
@State(Scope.Benchmark)
public class DispatchBenchmark extends Timed {

  @Param({"1", "2", "4", "8"})
  private int tasks;

  private IntArray counter;
  private TornadoExecutionPlan plan;

  /** Compiles the plan, and refuses to time one whose tasks do not run. */
  @Setup
  public void verify() {
    Verified.startTornado();
    counter = new IntArray(1);
    counter.init(0);
    TaskGraph graph =
        new TaskGraph("dispatch").transferToDevice(DataTransferMode.FIRST_EXECUTION, counter);
    for (int task = 0; task < tasks; task++) {
      graph.task("task" + task, Kernels::nearlyNothing, counter);
    }
    graph.transferToHost(DataTransferMode.UNDER_DEMAND, counter);
    plan = new TornadoExecutionPlan(graph.snapshot());
    plan.execute().transferToHost(counter);
    if (counter.get(0) != tasks) {
      throw new IllegalStateException(counter.get(0) + " tasks ran, not " + tasks);
    }
  }

  /** TornadoVM keeps a result object of each execution. */
  @Setup(Level.Iteration)
  public void forget() {
    plan.clearProfiles();
  }

  /** One execution. */
  @Benchmark
  public TornadoExecutionResult execute() {
    return plan.execute();
  }

  /** Releases the device's memory. */
  @TearDown
  public void close() throws TornadoExecutionPlanException {
    plan.close();
  }
}
