package regress.bench;

import java.util.List;
import java.util.concurrent.Callable;
import regress.data.Dataset;

/**
 * Something that is measured.
 *
 * @param name how results call it
 * @param fit fits once and returns the parameters of every fit, intercept first
 * @param reference what it must return
 * @param tolerance largest accepted error relative to the largest coefficient
 * @param rows rows that each fit was given; 0 for what is no fit
 */
record Subject(
    String name, Callable<double[][]> fit, double[][] reference, double tolerance, int rows) {

  /** Subjects that fit these problems. */
  static Subject ofFits(
      String name,
      List<Dataset> problems,
      Callable<double[][]> fit,
      double[][] reference,
      double tolerance) {
    return new Subject(name, fit, reference, tolerance, rows(problems));
  }

  /** The rows of every problem, or -1 where they have not the same. */
  private static int rows(List<Dataset> problems) {
    int rows = problems.getFirst().samples();
    return problems.stream().allMatch(problem -> problem.samples() == rows) ? rows : -1;
  }

  Answers.Check check(double[][] answer) {
    return Answers.check(answer, reference, tolerance);
  }
}
