package regress.bench;

import java.util.concurrent.Callable;

/**
 * Something that is measured.
 *
 * @param name how results call it
 * @param fit fits once and returns the parameters of every fit, intercept first
 * @param reference what it must return
 * @param tolerance largest accepted error relative to the largest coefficient
 */
record Subject(String name, Callable<double[][]> fit, double[][] reference, double tolerance) {

  Answers.Check check(double[][] answer) {
    return Answers.check(answer, reference, tolerance);
  }
}
