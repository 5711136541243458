package regress.tornado;

import regress.tornado.kernel.BatchGram32;
import regress.tornado.kernel.BatchLine32;
import regress.tornado.kernel.BatchRows32;
import regress.tornado.kernel.Rows32;
import regress.tornado.kernel.Rows64;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;

/** {@link BatchData} in float. */
final class BatchData32 implements BatchData {
  private final int features;
  private final Rows32 z;
  private final double[] frames;
  private final Rows32 runs;
  private final Rows64 work;

  BatchData32(PlanKey key, int groups) {
    this.features = key.features();
    this.z = new Rows32(BatchData.size(key) / 16);
    this.frames = new double[BatchData.frames(key)];
    this.runs = new Rows32(BatchData.runs(key, groups));
    this.work = new Rows64(groups * BatchData.work(key));
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
    return streamsRows() ? new Object[] {runs, work} : new Object[] {work};
  }

  private boolean streamsRows() {
    return frames.length == 0 && features > 1;
  }

  @Override
  public void addFit(TaskGraph graph, double[] fits, int[] shape) {
    if (frames.length > 0) {
      graph.task(
          FIT, BatchGram32::train, new KernelContext(), z, frames, work, fits, shape, features);
    } else if (streamsRows()) {
      graph.task(FIT, BatchRows32::train, new KernelContext(), z, runs, work, fits, shape);
    } else {
      graph.task(FIT, BatchLine32::train, new KernelContext(), z, work, fits, shape);
    }
  }
}
