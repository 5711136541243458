package regress.tornado;

import java.util.Arrays;
import regress.engine.Attestation;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.LossHistory;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.kernel.GradientDescent64;
import regress.kernel.StopRule;

/**
 * A descent over data that do not fit on the device, whichever mode was asked for: every epoch
 * takes all rows over it, block by block. As each epoch moves the data anyway, the host adds the
 * blocks' sums, judges and steps, by the rules that the device would apply, and sees every loss.
 */
final class RowBlocks implements Strategy {
  private final PlanKey key;
  private final RowSums rows;
  private final RowWalk walk;

  /** With as many rows in a block as fit. */
  RowBlocks(PlanKey key) {
    this(key, Footprint.mostRows(key));
  }

  RowBlocks(PlanKey key, int blockRows) {
    this.key = key;
    this.rows = RowSums.of(key.with(blockRows));
    this.walk = new RowWalk(key, rows, blockRows);
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Progress progress) {
    Meter meter = new Meter();
    LossHistory history = new LossHistory();
    int[] shape = {problem.samples(), problem.featureCount(), 1, problem.samples()};
    double[] w = rounded(descent.start().clone());
    double[] totals = new double[w.length + 1];
    double[] gradient = new double[w.length];
    double[] state = new double[StopRule.STATE_LENGTH];
    double[] rule = descent.rule();
    while (state[StopRule.EPOCH] < descent.epochs() && state[StopRule.STATUS] == StopRule.RUNNING) {
      Arrays.fill(totals, 0);
      rows.begin(descent.from(w));
      walk.over(problem, meter, () -> rows.addTo(totals));
      double[] squares = {totals[w.length]};
      GradientDescent64.step(w, squares, totals, gradient, state, rule, shape);
      rounded(w);
      history.add(state[StopRule.LOSS]);
      progress.epoch((int) state[StopRule.EPOCH], state[StopRule.LOSS]);
    }
    int epochs = (int) state[StopRule.EPOCH];
    Attestation attestation =
        meter.attestation(key, rows.passKernels(), epochs, walk.blocks(problem.samples()));
    return new Descended(w, epochs, (int) state[StopRule.STATUS], history.toArray(), attestation);
  }

  /** Parameters as the device holds them. */
  private double[] rounded(double[] w) {
    for (int j = 0; j < w.length; j++) {
      w[j] = key.precision().round(w[j]);
    }
    return w;
  }

  @Override
  public void close() {
    walk.close();
  }
}
