package regress.internal.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.FIRST_EXECUTION;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import regress.internal.engine.Problem;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.DeviceArrays.Role;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * Task graphs over data that stay on the device for as long as the same problems come back: one
 * that copies the data there, and those that work on them.
 */
final class DataGraphs implements AutoCloseable {
  private static final int DATA = 0;

  /** The first graph that works. */
  static final int WORK = 1;

  /** Makes the graphs that work, behind the one that copies. */
  interface Work {
    List<TaskGraph> behind(TaskGraph data, GridScheduler grid);
  }

  private final PlanKey key;
  private final DeviceArrays arrays;
  private final double[] state = new double[StopRule.STATE_LENGTH];
  private final Graphs graphs;
  private List<Resident> resident = List.of();

  DataGraphs(PlanKey key, DeviceArrays arrays, Work work) {
    this.key = key;
    this.arrays = arrays;
    this.graphs = new Graphs(key.device(), grid -> definition(work, grid));
  }

  /** With one graph that works: inputs go there, tasks run, outputs come back. */
  static DataGraphs of(
      PlanKey key, DeviceArrays arrays, String name, BiConsumer<TaskGraph, GridScheduler> tasks) {
    return new DataGraphs(
        key,
        arrays,
        (data, grid) -> {
          TaskGraph graph = onData(name, key, arrays, data, grid);
          tasks.accept(graph, grid);
          return List.of(
              graph.transferToHost(EVERY_EXECUTION, arrays.of(Role.EXCHANGE, Role.OUTPUT)));
        });
  }

  /** A graph without tasks that finds the data where another has left them. */
  static TaskGraph onData(
      String name, PlanKey key, DeviceArrays arrays, TaskGraph data, GridScheduler grid) {
    return NamedGraph.of(name, key, grid)
        .consumeFromDevice(data.getTaskGraphName(), arrays.of(Role.DATA))
        .transferToDevice(EVERY_EXECUTION, arrays.of(Role.INPUT, Role.EXCHANGE))
        .transferToDevice(FIRST_EXECUTION, arrays.of(Role.SCRATCH, Role.OUTPUT));
  }

  private List<TaskGraph> definition(Work work, GridScheduler grid) {
    TaskGraph data = data(grid);
    List<TaskGraph> all = new ArrayList<>(List.of(data));
    all.addAll(work.behind(data, grid));
    return all;
  }

  /** A graph needs a task, if only a small one. */
  private TaskGraph data(GridScheduler grid) {
    TaskGraph graph =
        NamedGraph.of("data", key, grid)
            .transferToDevice(EVERY_EXECUTION, arrays.of(Role.DATA))
            .transferToDevice(EVERY_EXECUTION, state);
    NamedGraph.add(graph, grid, 1, 1, new TaskPackage("begin", StopRule::begin, state));
    return graph.persistOnDevice(arrays.of(Role.DATA));
  }

  private boolean holds(List<Problem> problems) {
    return resident.size() == problems.size()
        && IntStream.range(0, problems.size()).allMatch(i -> resident.get(i).is(problems.get(i)));
  }

  /** Copies what {@code load} writes into the data's arrays, unless the problems are there. */
  void hold(List<Problem> problems, Meter meter, Runnable load) {
    if (!holds(problems)) {
      copy(meter, load);
      resident = problems.stream().map(Resident::of).toList();
    }
  }

  /** Copies what {@code load} writes into the data's arrays, which is no whole problem. */
  void copy(Meter meter, Runnable load) {
    resident = List.of();
    load.run();
    graphs.transfer(DATA, meter);
  }

  TornadoExecutionResult execute(int graph, Meter meter) {
    return graphs.execute(graph, meter);
  }

  /** As {@link Graphs#transfer}. */
  void transfer(int graph, Meter meter) {
    graphs.transfer(graph, meter);
  }

  /** As {@link Graphs#toHost}. */
  void toHost(TornadoExecutionResult last, Object array, long bytes, Meter meter) {
    graphs.toHost(last, array, bytes, meter);
  }

  @Override
  public void close() {
    graphs.close();
  }
}
