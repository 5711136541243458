package regress.tornado;

import regress.engine.ArraySize;
import regress.engine.Problem;
import regress.kernel.Gram32;
import regress.kernel.Shape;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/** {@link MomentsData} in float for the definition: columns one after the other, features first. */
record PlainData32(float[] z) implements MomentsData {

  static PlainData32 of(PlanKey key) {
    return new PlainData32(new float[ArraySize.of(key.rows(), key.features() + 1)]);
  }

  @Override
  public void load(Problem problem, int first, int rows) {
    problem.read(
        first,
        rows,
        (from, some, columns) -> {
          for (int column = 0; column < columns.length; column++) {
            int to = column * rows + from;
            for (int i = 0; i < some; i++) {
              z[to + i] = (float) columns[column][i];
            }
          }
        });
  }

  @Override
  public Object[] resident() {
    return new Object[] {z};
  }

  @Override
  public Object[] scratch() {
    return new Object[0];
  }

  @Override
  public void addMoments(TaskGraph graph, double[] moments, int[] shape) {
    int blocks = shape[Shape.BLOCKS];
    graph.addTask(new TaskPackage(MOMENTS, Gram32::moments, z, moments, shape, blocks));
  }
}
