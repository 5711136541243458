package regress.tornado;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import regress.engine.Device;
import regress.engine.EngineException;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/**
 * Task graphs of one execution plan on one device, compiled when first executed and then reused.
 * Not for two threads at once.
 */
final class Graphs implements AutoCloseable {
  /**
   * TornadoVM keeps one result object per execution in the plan's newest node: after so many we
   * begin a new node.
   */
  private static final int RESULTS_KEPT = 1000;

  private static final AtomicLong NAMES = new AtomicLong();

  private final Device device;
  private final TornadoExecutionPlan plan;
  private TornadoExecutionPlan selected;
  private int selectedIndex = -1;
  private int executions;

  Graphs(Device device, List<TaskGraph> graphs) {
    this.device = device;
    this.plan =
        new TornadoExecutionPlan(
            graphs.stream().map(TaskGraph::snapshot).toArray(ImmutableTaskGraph[]::new));
    plan.withDevice(Devices.find(device)).withProfiler(ProfilerMode.SILENT);
  }

  /** A graph with a name of its own: TornadoVM tells graphs apart by name alone. */
  static TaskGraph named(String name) {
    return new TaskGraph(name + NAMES.incrementAndGet());
  }

  /**
   * Executes one graph.
   *
   * @throws EngineException with TornadoVM's own words inside if it cannot be compiled or run
   */
  TornadoExecutionResult execute(int index, Meter meter) {
    try {
      select(index);
      TornadoExecutionResult result = selected.execute();
      meter.add(result.getProfilerResult());
      return result;
    } catch (RuntimeException | Error e) {
      throw failure(e);
    }
  }

  /** Copies an array that the last execution left on the device to the host. */
  void toHost(TornadoExecutionResult last, Object array, Meter meter) {
    try {
      last.transferToHost(array);
      meter.add(last.getProfilerResult());
    } catch (RuntimeException | Error e) {
      throw failure(e);
    }
  }

  private void select(int index) {
    if (index != selectedIndex || executions == RESULTS_KEPT) {
      selected = plan.withGraph(index);
      selectedIndex = index;
      executions = 0;
    }
    executions++;
  }

  private EngineException failure(Throwable e) {
    return EngineException.failed(
        "TornadoVM failed on device "
            + device.id()
            + " ("
            + device.name()
            + "): "
            + e.getMessage()
            + ". Choose another device, or engine jvm.",
        e);
  }

  @Override
  public void close() {
    try {
      plan.close();
    } catch (TornadoExecutionPlanException e) {
      throw failure(e);
    }
  }
}
