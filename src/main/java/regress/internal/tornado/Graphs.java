package regress.internal.tornado;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import regress.engine.Device;
import regress.engine.EngineException;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.TornadoProfilerResult;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;

/**
 * Task graphs of one execution plan on one device, compiled when first executed and then reused.
 * Not for two threads at once.
 *
 * <p>TornadoVM's profiler keeps a log of every profiled execution for as long as the plan lives. So
 * only the first two executions of a graph are profiled: the first compiles and makes the transfers
 * that happen once, the second moves what every later one moves.
 *
 * <p>On OpenCL, TornadoVM has one queue that works in order, and "intra-plan concurrency" means
 * that an execution does not wait for the queue to run empty, which it need not: a copy to the host
 * has waited, and before a kernel starts TornadoVM has waited for all copies to the device. So when
 * an execution returns, the host may read what it copied and write what it will copy; only a kernel
 * that nothing was copied back from may still be running. Other backends have several queues, and
 * wait.
 */
final class Graphs implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(Graphs.class.getName());
  private static final int PROFILED = 2;

  /** How often a kernel is compiled once more that the driver could not compile. */
  private static final int TRIES = 8;

  /**
   * TornadoVM keeps one result object per execution in the plan's newest node: after so many we
   * begin a new node.
   */
  private static final int RESULTS_KEPT = 1000;

  private final Device device;
  private final Function<GridScheduler, List<TaskGraph>> definition;
  private TornadoExecutionPlan plan;
  private KernelSources sources;
  private int[] executions;

  /** What building took, and the first execution has not said yet. */
  private long buildNanos;

  private long[] bytesToDevice;
  private long[] bytesToHost;
  private TornadoExecutionPlan selected;
  private int selectedIndex = -1;

  /**
   * Builds a plan of the graphs that {@code definition} makes; TornadoVM reads the kernels while
   * graphs are made.
   *
   * @throws EngineException with TornadoVM's own words inside if a kernel is none that it can read
   */
  Graphs(Device device, Supplier<List<TaskGraph>> definition) {
    this(device, grid -> definition.get());
  }

  /** As above; {@code definition} adds a worker grid for each task that is not @Parallel. */
  Graphs(Device device, Function<GridScheduler, List<TaskGraph>> definition) {
    this.device = device;
    this.definition = definition;
    try {
      build();
    } catch (RuntimeException | Error e) {
      throw GraphFailure.of(e, device);
    }
  }

  private void build() {
    long begin = System.nanoTime();
    GridScheduler grid = new GridScheduler();
    List<TaskGraph> graphs = definition.apply(grid);
    sources = new KernelSources(graphs);
    plan =
        new TornadoExecutionPlan(
            graphs.stream().map(TaskGraph::snapshot).toArray(ImmutableTaskGraph[]::new));
    plan.withDevice(Devices.find(device));
    if (!grid.keySet().isEmpty()) {
      plan.withGridScheduler(grid);
    }
    if (device.backend().equals("OpenCL")) {
      plan.withIntraPlanConcurrency();
    }
    executions = new int[graphs.size()];
    bytesToDevice = new long[graphs.size()];
    bytesToHost = new long[graphs.size()];
    selectedIndex = -1;
    buildNanos += System.nanoTime() - begin;
  }

  /**
   * Executes a graph whose purpose is to move data; its time counts as transfer.
   *
   * @throws EngineException with TornadoVM's own words inside if it cannot be compiled or run
   */
  void transfer(int index, Meter meter) {
    long begin = System.nanoTime();
    boolean profiled = executions[index] < PROFILED;
    execute(index, meter);
    if (!profiled) {
      meter.addTransfer(System.nanoTime() - begin);
    }
  }

  /**
   * Executes one graph.
   *
   * @throws EngineException with TornadoVM's own words inside if it cannot be compiled or run
   */
  TornadoExecutionResult execute(int index, Meter meter) {
    try {
      return attempt(index, meter);
    } catch (RuntimeException | Error e) {
      if (executions[index] > 0 || !(sources.forget() || GraphFailure.isOfDriver(e))) {
        throw GraphFailure.of(e, device);
      }
      LOGGER.log(Level.DEBUG, "Kernels are compiled anew.", e);
      return executeAnew(index, meter);
    }
  }

  private TornadoExecutionResult attempt(int index, Meter meter) {
    if (executions[index] == 0 && sources.willCompile()) {
      meter.compiling();
    }
    select(index);
    long begin = System.nanoTime();
    TornadoExecutionResult result = Leftovers.of(() -> sources.watch(index, selected::execute));
    if (executions[index] < PROFILED) {
      profile(index, result.getProfilerResult(), begin, meter);
    }
    executions[index]++;
    meter.addBytes(bytesToDevice[index], bytesToHost[index]);
    return result;
  }

  /** The same from the host's arrays, with a new plan whose kernels TornadoVM compiles itself. */
  private TornadoExecutionResult executeAnew(int index, Meter meter) {
    int[] before = executions;
    for (int tries = 1; ; tries++) {
      try {
        close();
        build();
        for (int i = 0; i < before.length; i++) {
          if (before[i] > 0) {
            attempt(i, meter);
          }
        }
        return attempt(index, meter);
      } catch (RuntimeException | Error e) {
        if (tries == TRIES || !GraphFailure.isOfDriver(e)) {
          throw GraphFailure.of(e, device);
        }
      }
    }
  }

  /**
   * A driver may compile, or go on compiling, when it first launches a kernel, and tells nobody: so
   * compiling is all of a first execution that is neither a copy nor a kernel that runs.
   */
  private void profile(int index, TornadoProfilerResult profile, long begin, Meter meter) {
    bytesToDevice[index] = profile.getTotalBytesCopyIn();
    bytesToHost[index] = profile.getTotalBytesCopyOut();
    long transfer = profile.getDeviceWriteTime() + profile.getDeviceReadTime();
    meter.addTransfer(transfer);
    if (executions[index] == 0) {
      long rest = System.nanoTime() - begin - transfer - profile.getDeviceKernelTime();
      meter.addCompilation(buildNanos + Math.max(rest, 0));
      buildNanos = 0;
    }
  }

  /** Copies an array that the last execution left on the device to the host. */
  void toHost(TornadoExecutionResult last, Object array, long bytes, Meter meter) {
    long begin = System.nanoTime();
    try {
      last.transferToHost(array);
    } catch (RuntimeException | Error e) {
      throw GraphFailure.of(e, device);
    }
    meter.addTransfer(System.nanoTime() - begin);
    meter.addBytes(0, bytes);
  }

  private void select(int index) {
    int count = executions[index];
    if (index != selectedIndex || count <= PROFILED || count % RESULTS_KEPT == 0) {
      TornadoExecutionPlan graph = plan.withGraph(index);
      selected =
          count < PROFILED ? graph.withProfiler(ProfilerMode.SILENT) : graph.withoutProfiler();
      selectedIndex = index;
    }
  }

  /**
   * Frees the memory of graph after graph: of a plan one of whose graphs is selected, TornadoVM
   * frees that graph's alone. Then what is no memory of arrays.
   */
  @Override
  public void close() {
    sources.close();
    for (int index = 0; index < executions.length; index++) {
      close(index);
    }
    Leftovers.giveBack(Devices.find(device).getDeviceContext(), plan.getId());
  }

  private void close(int index) {
    try {
      plan.withGraph(index).close();
    } catch (TornadoInternalError e) {
      // TornadoVM stops at an array that the graph shares with one before it, which has freed it;
      // a graph that consumes arrays frees none of its own behind those.
      LOGGER.log(Level.DEBUG, "A graph's memory was free already.", e);
    } catch (TornadoExecutionPlanException e) {
      throw GraphFailure.of(e, device);
    }
  }
}
