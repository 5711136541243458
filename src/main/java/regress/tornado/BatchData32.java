package regress.tornado;

import regress.tornado.kernel.BatchGram32;
import regress.tornado.kernel.BatchLine32;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;

/** {@link BatchData} in float. */
final class BatchData32 implements BatchData {
  private final FloatArray values;
  private final VectorFloat16 z;
  private final double[] frames;
  private final VectorDouble8 work;

  BatchData32(PlanKey key, int groups) {
    this.values = new FloatArray(BatchData.size(key));
    this.z = new VectorFloat16(values);
    this.frames = BatchData.frames(key);
    this.work = new VectorDouble8(groups * BatchData.work(key));
  }

  @Override
  public void clear() {
    values.init(0);
  }

  @Override
  public void set(int index, double value) {
    values.set(index, (float) value);
  }

  @Override
  public double rounded(double value) {
    return (float) value;
  }

  @Override
  public double[] frames() {
    return frames;
  }

  @Override
  public Object vectors() {
    return z;
  }

  @Override
  public Object[] scratch() {
    return new Object[] {work};
  }

  @Override
  public void addFit(TaskGraph graph, double[] fits, int[] shape) {
    if (frames.length > 0) {
      graph.task(FIT, BatchGram32::train, new KernelContext(), z, frames, work, fits, shape);
    } else {
      graph.task(FIT, BatchLine32::train, new KernelContext(), z, work, fits, shape);
    }
  }
}
