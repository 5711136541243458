package regress.reference;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import regress.data.DataException;
import regress.engine.Attestation;
import regress.engine.Choice;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Device;
import regress.engine.Engine;
import regress.engine.Engines;
import regress.engine.Execution;
import regress.engine.JvmEngine;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.engine.Work;
import regress.kernel.StopRule;

/**
 * Least squares by Commons Math's QR decomposition: what a descent converges to, without
 * descending. Always in float64; start, learning rate and stopping have no meaning here.
 */
public final class ReferenceEngine implements Engine {

  /**
   * A diagonal entry of R below this fraction of the longest column counts as zero: the features
   * are collinear.
   */
  private static final double COLLINEAR = 1e-12;

  @Override
  public String name() {
    return Engines.REFERENCE;
  }

  @Override
  public Optional<String> absence() {
    return Optional.empty();
  }

  @Override
  public List<Device> devices() {
    return new JvmEngine().devices();
  }

  @Override
  public List<Mode> modes() {
    return List.of(Mode.DIRECT);
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Execution execution, Progress progress) {
    Choice choice = Choice.of(this, execution, Work.of(problem, descent));
    long begin = System.nanoTime();
    double[] parameters = solve(problem);
    Attestation attestation =
        new Attestation(
            name(),
            choice.mode(),
            Precision.FLOAT64,
            choice.device(),
            List.of("qr"),
            0,
            0,
            0,
            0,
            0,
            System.nanoTime() - begin);
    return new Descended(parameters, 0, StopRule.CONVERGED, new double[0], attestation);
  }

  private static double[] solve(Problem problem) {
    double threshold = COLLINEAR * longestColumn(problem);
    OLSMultipleLinearRegression leastSquares = new OLSMultipleLinearRegression(threshold);
    try {
      leastSquares.newSampleData(problem.target(), rows(problem));
      return leastSquares.estimateRegressionParameters();
    } catch (SingularMatrixException e) {
      throw DataException.content(
          "The features are collinear, least squares has no single answer. Drop one of them.");
    } catch (MathIllegalArgumentException e) {
      throw DataException.content(
          "Commons Math refuses these data: " + e.getMessage() + ". Add rows or drop features.");
    }
  }

  private static double[][] rows(Problem problem) {
    double[][] rows = new double[problem.samples()][problem.featureCount()];
    for (int j = 0; j < problem.featureCount(); j++) {
      double[] column = problem.features()[j];
      for (int i = 0; i < column.length; i++) {
        rows[i][j] = column[i];
      }
    }
    return rows;
  }

  private static double longestColumn(Problem problem) {
    double longest = Math.sqrt(problem.samples());
    for (double[] column : problem.features()) {
      double squares = 0;
      for (double value : column) {
        squares += value * value;
      }
      longest = Math.max(longest, Math.sqrt(squares));
    }
    return longest;
  }
}
