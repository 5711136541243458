package regress.tornado;

import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Problem;
import regress.engine.Progress;

/** Several epochs per task-graph execution; the host sees the loss of the last of each. */
final class Unrolled implements Strategy {
  static final int EPOCHS = 10;
  private final Epochs epochs;

  Unrolled(PlanKey key) {
    this.epochs = new Epochs(key, EPOCHS);
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Progress progress) {
    return epochs.fit(problem, descent, progress);
  }

  @Override
  public void close() {
    epochs.close();
  }
}
