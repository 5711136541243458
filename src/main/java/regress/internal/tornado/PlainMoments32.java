package regress.internal.tornado;

import java.util.List;
import regress.internal.engine.Problem;
import regress.internal.kernel.Gram32;
import regress.internal.kernel.Moments;
import regress.internal.kernel.Shape;
import regress.internal.tornado.DeviceArrays.Role;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * A {@link RowPass} that takes moments of float32 rows by the plain kernel, on any device.
 *
 * @param z columns one after the other, features first
 */
record PlainMoments32(DeviceArrays arrays, float[] z, double[] moments, int[] shape)
    implements RowPass {

  static PlainMoments32 of(PlanKey key, DeviceArrays arrays) {
    int[] shape = Shape.of(key.rows(), key.features());
    double squares = 1.0 * shape[Shape.BLOCKS] * Moments.square(key.features());
    return new PlainMoments32(
        arrays,
        arrays.add(Role.DATA, key.rows() * (key.features() + 1.0), Float.BYTES, float[]::new),
        arrays.doubles(Role.OUTPUT, squares),
        arrays.ints(Role.DATA, shape));
  }

  @Override
  public void load(Problem problem, int first, int rows) {
    shape[Shape.ROWS] = rows;
    problem.read(
        first,
        rows,
        (from, some, columns) -> {
          for (int column = 0; column < columns.length; column++) {
            Problem.round(columns[column], 0, some, z, column * rows + from);
          }
        });
  }

  @Override
  public List<String> passKernels() {
    return List.of("moments");
  }

  @Override
  public void addPass(TaskGraph graph, GridScheduler grid) {
    int blocks = shape[Shape.BLOCKS];
    graph.addTask(new TaskPackage("moments", Gram32::moments, z, moments, shape, blocks));
  }

  @Override
  public void addTo(double[] totals) {
    Moments.add(moments, totals);
  }
}
