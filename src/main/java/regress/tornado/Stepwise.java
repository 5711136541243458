package regress.tornado;

import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Problem;
import regress.engine.Progress;

/** One task-graph execution per epoch; the host sees every loss. */
final class Stepwise implements Strategy {
  private final Epochs epochs;

  Stepwise(PlanKey key) {
    this.epochs = new Epochs(key, 1);
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
