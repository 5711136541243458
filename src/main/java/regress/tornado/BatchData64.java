package regress.tornado;

import regress.tornado.kernel.BatchMoments64;
import regress.tornado.kernel.Rows64;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;

/** {@link BatchData} in double. */
final class BatchData64 implements BatchData {
  private final Rows64 z;

  BatchData64(int vectors) {
    this.z = new Rows64(vectors);
  }

  @Override
  public void clear() {
    z.values().init(0);
  }

  @Override
  public void set(int index, double value) {
    z.values().set(index, value);
  }

  @Override
  public Object vectors() {
    return z;
  }

  @Override
  public void addMoments(TaskGraph graph, double[] moments, int[] shape) {
    graph.task(GramData.MOMENTS, BatchMoments64::moments, new KernelContext(), z, moments, shape);
  }
}
