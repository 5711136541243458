package regress.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.FIRST_EXECUTION;

import java.util.List;
import regress.engine.Problem;
import regress.kernel.StopRule;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * Takes a problem over a device: block of rows after block of rows is copied there, and a pass over
 * it leaves its sums to the host. One compiled plan serves all blocks, the last and smaller one
 * too. Rows that are one block stay on the device for the next pass over the same problem.
 */
final class RowWalk implements AutoCloseable {
  private static final int DATA = 0;
  private static final int PASS = 1;

  private final RowPass pass;
  private final int blockRows;
  private final double[] state = new double[StopRule.STATE_LENGTH];
  private final PlanKey key;
  private final Graphs graphs;
  private final Resident resident = new Resident();

  /**
   * @param blockRows rows in every block but the last
   */
  RowWalk(PlanKey key, RowPass pass, int blockRows) {
    this.key = key;
    this.pass = pass;
    this.blockRows = blockRows;
    this.graphs = new Graphs(key.device(), this::definition);
  }

  private List<TaskGraph> definition(GridScheduler grid) {
    TaskGraph data = data(grid);
    return List.of(data, pass(data, grid));
  }

  /** A graph needs a task, if only a small one. */
  private TaskGraph data(GridScheduler grid) {
    TaskGraph graph =
        Graphs.named("rows", key, grid)
            .transferToDevice(EVERY_EXECUTION, pass.data())
            .transferToDevice(EVERY_EXECUTION, state);
    Graphs.single(grid, graph, "begin");
    return graph
        .addTask(new TaskPackage("begin", StopRule::begin, state))
        .persistOnDevice(pass.data());
  }

  private TaskGraph pass(TaskGraph data, GridScheduler grid) {
    TaskGraph graph =
        Graphs.named("pass", key, grid)
            .consumeFromDevice(data.getTaskGraphName(), pass.data())
            .transferToDevice(EVERY_EXECUTION, pass.descent())
            .transferToDevice(FIRST_EXECUTION, pass.scratch());
    pass.addPass(graph, grid);
    return graph.transferToHost(EVERY_EXECUTION, pass.results());
  }

  /** Goes once over all rows; {@code collect} runs after each block, when its sums are there. */
  void over(Problem problem, Meter meter, Runnable collect) {
    int blocks = (problem.samples() - 1) / blockRows + 1;
    for (int block = 0; block < blocks; block++) {
      if (blocks > 1 || !resident.is(problem)) {
        copy(problem, block * blockRows, meter);
      }
      graphs.execute(PASS, meter);
      collect.run();
    }
    if (blocks == 1) {
      resident.set(problem);
    }
    meter.ran(key, pass.passKernels());
    meter.took(blocks);
  }

  private void copy(Problem problem, int first, Meter meter) {
    resident.clear();
    pass.load(problem, first, Math.min(blockRows, problem.samples() - first));
    graphs.transfer(DATA, meter);
  }

  @Override
  public void close() {
    graphs.close();
  }
}
