package regress.tornado;

import regress.engine.Attestation;
import regress.engine.Cancellation;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Frame;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.kernel.GramDescent;
import regress.kernel.Moments;
import regress.kernel.StopRule;

/**
 * {@link Gram} for data that do not fit on the device: their moments are taken there block by
 * block, each row once a fit, and the host adds them up and runs all epochs on those.
 *
 * <p>As there, a fit whose stop rule moments cannot serve streams instead. The arrays of both may
 * be on the device at once, so each gets half of the memory.
 */
final class GramRowBlocks implements Strategy {
  private final PlanKey key;
  private final RowMoments rows;
  private final RowWalk walk;
  private Strategy streaming;

  /** With as many rows in a block as fit into half the memory. */
  GramRowBlocks(PlanKey key) {
    this(half(key), Footprint.mostRows(half(key)));
  }

  private static PlanKey half(PlanKey key) {
    return key.with(key.memory().atMost(key.memory().bytes() / 2));
  }

  GramRowBlocks(PlanKey key, int blockRows) {
    this.key = key;
    this.rows = new RowMoments(key.with(blockRows));
    this.walk = new RowWalk(key.device(), rows, blockRows);
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Progress progress) {
    Meter meter = new Meter();
    int p = problem.featureCount();
    Frame frame = Frame.of(problem);
    double[] moments = new double[(int) Moments.square(p)];
    rows.begin(frame);
    walk.over(problem, meter, () -> rows.addTo(moments));
    int single = key.precision() == Precision.FLOAT32 ? 1 : 0;
    double[] w = descent.start().clone();
    for (int j = 0; j < w.length; j++) {
      w[j] = GramDescent.rounded(w[j], single);
    }
    int[] shape = {problem.samples(), p, 1, problem.samples()};
    double[] state = new double[StopRule.STATE_LENGTH];
    GramDescent.train(
        moments, frame.values(), w, new double[p + 1], state, descent.rule(), shape, single);
    double spread = GramDescent.spread(moments, w, shape);
    return Cancellation.spoils(descent, state, spread, key.precision())
        ? stream(problem, descent, progress)
        : descended(problem, w, state, meter);
  }

  private Descended descended(Problem problem, double[] w, double[] state, Meter meter) {
    int epochs = (int) state[StopRule.EPOCH];
    Attestation attestation =
        new Attestation(
            "tornado",
            key.mode(),
            key.precision(),
            key.device(),
            rows.passKernels(),
            epochs,
            meter.bytesToDevice(),
            meter.bytesToHost(),
            meter.compileNanos(),
            meter.transferNanos(),
            meter.runNanos(),
            walk.blocks(problem.samples()));
    return new Descended(w, epochs, (int) state[StopRule.STATUS], new double[0], attestation);
  }

  private Descended stream(Problem problem, Descent descent, Progress progress) {
    if (streaming == null) {
      streaming = Plans.make(key.with(Mode.FUSED));
    }
    return streaming.fit(problem, descent, progress);
  }

  @Override
  public void close() {
    walk.close();
    if (streaming != null) {
      streaming.close();
    }
  }
}
