package regress.engine;

import regress.kernel.GradientDescent32;
import regress.kernel.Shape;
import regress.kernel.SquaredLoss32;
import regress.kernel.StopRule;

/** {@link HostDescent} in float32. */
record HostDescent32(
    float[] x,
    float[] y,
    float[] w,
    float[] residuals,
    double[] squares,
    double[] slopes,
    double[] gradient,
    double[] state,
    double[] rule,
    int[] shape)
    implements HostDescent {

  static HostDescent32 of(Problem problem, Descent descent) {
    int[] shape = Shape.of(problem.samples(), problem.featureCount());
    int parameters = problem.featureCount() + 1;
    float[] x = new float[problem.size()];
    problem.copyColumns(x);
    float[] y = new float[problem.samples()];
    Problem.round(problem.target(), y);
    float[] w = new float[parameters];
    Problem.round(descent.start(), w);
    return new HostDescent32(
        x,
        y,
        w,
        new float[problem.samples()],
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
    SquaredLoss32.blockLoss(block, x, y, w, residuals, squares, shape);
    SquaredLoss32.blockGradient(block, x, residuals, slopes, shape);
  }

  @Override
  public void step() {
    GradientDescent32.step(w, squares, slopes, gradient, state, rule, shape);
  }

  @Override
  public void train() {
    GradientDescent32.train(x, y, w, residuals, squares, slopes, gradient, state, rule, shape);
  }

  @Override
  public double[] parameters() {
    return Problem.toDoubles(w);
  }
}
