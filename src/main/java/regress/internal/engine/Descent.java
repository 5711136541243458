package regress.internal.engine;

import regress.engine.Loss;
import regress.internal.kernel.StopRule;

/**
 * One gradient descent: what it minimises, where it starts, how it steps and when it stops. None of
 * these numbers shapes a kernel.
 *
 * @param start p + 1 parameters, intercept first
 * @param learningRate step length, above 0; or 0 for the largest that is surely stable
 * @param epochs most epochs to run, at least 1
 * @param tolerance relative bound on the loss's change and the gradient's norm; 0 runs all epochs
 * @param patience epochs in a row for which both bounds must hold
 */
public record Descent(
    Loss loss, double[] start, double learningRate, int epochs, double tolerance, int patience) {
  /** The same descent with another step length. */
  public Descent withRate(double rate) {
    return new Descent(loss, start, rate, epochs, tolerance, patience);
  }

  /** The steering numbers as {@link StopRule} lays them out for kernels. */
  public double[] rule() {
    double[] rule = new double[StopRule.RULE_LENGTH];
    rule[StopRule.RATE] = learningRate;
    rule[StopRule.EPOCHS] = epochs;
    rule[StopRule.TOLERANCE] = tolerance;
    rule[StopRule.PATIENCE] = patience;
    rule[StopRule.PARAMETER] = loss.parameter();
    return rule;
  }
}
