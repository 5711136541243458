package regress.internal.tornado;

import java.util.List;
import java.util.function.BiConsumer;
import regress.internal.tornado.DeviceArrays.Role;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/** Runs tasks over a workspace's arrays on the first device and copies all they wrote back. */
final class OneGraph {

  private OneGraph() {}

  static void train(Workspace workspace) {
    execute(1, workspace, workspace::addTrain);
    workspace.endTrain();
  }

  static void execute(Workspace workspace, BiConsumer<TaskGraph, GridScheduler> tasks) {
    execute(1, workspace, tasks);
  }

  static void execute(int times, Workspace workspace, BiConsumer<TaskGraph, GridScheduler> tasks) {
    Object[] arrays = workspace.arrays().of(Role.values());
    try (Graphs graphs =
        new Graphs(
            Devices.list().getFirst(),
            grid -> {
              TaskGraph graph =
                  NamedGraph.of("kernel")
                      .transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays);
              tasks.accept(graph, grid);
              return List.of(graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays));
            })) {
      for (int i = 0; i < times; i++) {
        graphs.execute(0, new Meter());
      }
    }
  }
}
