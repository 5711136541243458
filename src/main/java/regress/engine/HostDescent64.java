package regress.engine;

import regress.kernel.GradientDescent64;
import regress.kernel.Shape;
import regress.kernel.SquaredLoss64;
import regress.kernel.StopRule;

/** {@link HostDescent} in float64. */
record HostDescent64(
    double[] x,
    double[] y,
    double[] w,
    double[] residuals,
    double[] squares,
    double[] slopes,
    double[] gradient,
    double[] state,
    double[] rule,
    int[] shape)
    implements HostDescent {

  static HostDescent64 of(Problem problem, Descent descent) {
    int[] shape = Shape.of(problem.samples(), problem.featureCount());
    int parameters = problem.featureCount() + 1;
    double[] x = new double[problem.size()];
    problem.copyColumns(x);
    return new HostDescent64(
        x,
        problem.target(),
        descent.start().clone(),
        new double[problem.samples()],
        new double[shape[Shape.BLOCKS]],
        new double[shape[Shape.BLOCKS] * parameters],
        new double[parameters],
        new double[StopRule.STATE_LENGTH],
        descent.rule(),
        shape);
  }

  @Override
  public int blocks() {
    return shape[Shape.BLOCKS];
  }

  @Override
  public void block(int block) {
    SquaredLoss64.blockLoss(block, x, y, w, residuals, squares, shape);
    SquaredLoss64.blockGradient(block, x, residuals, slopes, shape);
  }

  @Override
  public void step() {
    GradientDescent64.step(w, squares, slopes, gradient, state, rule, shape);
  }

  @Override
  public void train() {
    GradientDescent64.train(x, y, w, residuals, squares, slopes, gradient, state, rule, shape);
  }

  @Override
  public double[] parameters() {
    return w.clone();
  }
}
