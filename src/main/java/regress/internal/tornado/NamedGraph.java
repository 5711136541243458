package regress.internal.tornado;

import java.util.concurrent.atomic.AtomicLong;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/** Makes graphs, and adds tasks to them. */
final class NamedGraph {
  private static final AtomicLong NAMES = new AtomicLong();

  private NamedGraph() {}

  /** A graph with a name of its own: TornadoVM tells graphs apart by name alone. */
  static TaskGraph of(String name) {
    return new TaskGraph(name + NAMES.incrementAndGet());
  }

  /**
   * Which plans have the same kernels in a graph of that name, if these are given alike arguments.
   */
  private static String kind(String name, PlanKey key) {
    String family = key.features() == 1 ? " line " : " ";
    return name + family + key.purpose() + " " + key.precision() + " " + key.device();
  }

  /** Adds a task that runs as so many work-items, in work-groups of so many. */
  static void add(TaskGraph graph, GridScheduler grid, int items, int ofGroup, TaskPackage task) {
    WorkerGrid worker = new WorkerGrid1D(items);
    worker.setLocalWork(ofGroup, 1, 1);
    grid.addWorkerGrid(graph.getTaskGraphName() + "." + task.getId(), worker);
    graph.addTask(task);
  }

  /** The same, which keeps compiled kernels in the user's cache where it can. */
  static TaskGraph of(String name, PlanKey key, GridScheduler grid) {
    return key.device().backend().equals("OpenCL")
        ? KernelCache.ofUser()
            .<TaskGraph>map(
                cache ->
                    new CachedGraph(name + NAMES.incrementAndGet(), cache, kind(name, key), grid))
            .orElseGet(() -> of(name))
        : of(name);
  }
}
