package regress.tornado;

import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.FramedMoments;
import regress.engine.HostEpochs;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.kernel.Moments;

/**
 * One pass over the data takes their moments on the device, and the host runs all epochs on those.
 * Data that do not fit on the device go over it in blocks of rows, whose moments the host adds up.
 */
final class Gram implements Strategy {
  private final PlanKey key;
  private final RowMoments rows;
  private final RowWalk walk;

  /** With as many rows in a block as fit. */
  Gram(PlanKey key) {
    this(key, Footprint.mostRows(key));
  }

  Gram(PlanKey key, int blockRows) {
    this.key = key;
    this.rows = new RowMoments(key.with(blockRows));
    this.walk = new RowWalk(key, rows, blockRows);
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Progress progress) {
    Meter meter = new Meter();
    double[] moments = new double[(int) Moments.square(problem.featureCount())];
    walk.over(problem, meter, () -> rows.addTo(moments));
    HostEpochs end =
        HostEpochs.run(new FramedMoments(moments, rows.frame()), descent, key.precision());
    int blocks = walk.blocks(problem.samples());
    return end.descended(meter.attestation(key, rows.passKernels(), end.epochs(), blocks));
  }

  @Override
  public void close() {
    walk.close();
  }
}
