package regress.tornado;

import regress.engine.Loss;
import regress.tornado.kernel.BatchMoments32;
import regress.tornado.kernel.Rows32;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/** {@link BatchData} in float. */
final class BatchData32 implements BatchData {
  private final Rows32 z;

  BatchData32(int vectors) {
    this.z = new Rows32(vectors);
  }

  @Override
  public void clear() {
    z.values().init(0);
  }

  @Override
  public void set(int index, double value) {
    z.values().set(index, (float) value);
  }

  @Override
  public Object vectors() {
    return z;
  }

  @Override
  public void addMoments(TaskGraph graph, double[] moments, int[] shape) {
    graph.addTask(
        new TaskPackage(
            MomentsData.MOMENTS, BatchMoments32::moments, new KernelContext(), z, moments, shape));
  }

  @Override
  public void addSums(
      TaskGraph graph,
      Loss.Kind loss,
      BatchData parameters,
      BatchData lanes,
      double[] sums,
      double[] rule,
      int[] shape) {
    graph.addTask(
        new TaskPackage(
            Batched.SUMS,
            Losses32.of(loss).batchSums(),
            new KernelContext(),
            z,
            (Rows32) parameters.vectors(),
            (Rows32) lanes.vectors(),
            sums,
            rule,
            shape));
  }
}
