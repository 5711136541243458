package regress.tornado;

import regress.tornado.kernel.Batch;
import regress.tornado.kernel.BatchLine64;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;

/** {@link BatchData} in double. */
final class BatchData64 implements BatchData {
  private final DoubleArray values;
  private final VectorDouble8 z;
  private final VectorDouble8 work;

  BatchData64(PlanKey key, int groups) {
    this.values = new DoubleArray(BatchData.size(key));
    this.z = new VectorDouble8(values);
    this.work = new VectorDouble8(groups * Batch.work(key.features()));
  }

  @Override
  public void clear() {
    values.init(0);
  }

  @Override
  public void set(int index, double value) {
    values.set(index, value);
  }

  @Override
  public double rounded(double value) {
    return value;
  }

  @Override
  public Object[] resident() {
    return new Object[] {z};
  }

  @Override
  public Object[] scratch() {
    return new Object[] {work};
  }

  @Override
  public void addFit(TaskGraph graph, double[] fits, int[] shape) {
    graph.task(FIT, BatchLine64::train, new KernelContext(), z, work, fits, shape);
  }
}
