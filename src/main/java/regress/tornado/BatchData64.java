package regress.tornado;

import regress.tornado.kernel.BatchGram64;
import regress.tornado.kernel.BatchLine64;
import regress.tornado.kernel.BatchRows64;
import regress.tornado.kernel.Rows64;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;

/** {@link BatchData} in double. */
final class BatchData64 implements BatchData {
  private final int features;
  private final Rows64 z;
  private final double[] frames;
  private final Rows64 work;

  BatchData64(PlanKey key, int groups) {
    this.features = key.features();
    this.z = new Rows64(BatchData.size(key) / 8);
    this.frames = new double[BatchData.frames(key)];
    this.work = new Rows64(groups * BatchData.work(key));
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
  public double rounded(double value) {
    return value;
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
      graph.task(
          FIT, BatchGram64::train, new KernelContext(), z, frames, work, fits, shape, features);
    } else if (features > 1) {
      graph.task(FIT, BatchRows64::train, new KernelContext(), z, work, fits, shape);
    } else {
      graph.task(FIT, BatchLine64::train, new KernelContext(), z, work, fits, shape);
    }
  }
}
