package regress.internal.reference;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import regress.data.DataException;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;
import regress.internal.engine.Sums;

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
  public List<Device> devices() {
    return Installed.named(Engines.JVM).devices();
  }

  @Override
  public List<Mode> modes() {
    return List.of(Mode.DIRECT);
  }

  @Override
  public Session open(List<Problem> problems, Placement where) {
    return new Solving(problems, where.device(), System.nanoTime());
  }

  /** Whole solutions alone: it runs no passes. */
  private record Solving(List<Problem> problems, Device device, long begin) implements Session {
    @Override
    public List<Optional<End>> descend(Mode mode, List<Descent> descents, Progress progress) {
      return problems.stream().map(problem -> Optional.of(End.solved(solve(problem)))).toList();
    }

    private static double[] solve(Problem problem) {
      double[][] columns = problem.columns();
      var leastSquares = new OLSMultipleLinearRegression(COLLINEAR * longest(columns));
      leastSquares.setNoIntercept(!problem.intercept());
      try {
        leastSquares.newSampleData(columns[columns.length - 1], rows(columns));
        double[] found = leastSquares.estimateRegressionParameters();
        double[] parameters = new double[columns.length];
        System.arraycopy(found, 0, parameters, columns.length - found.length, found.length);
        return parameters;
      } catch (SingularMatrixException e) {
        throw DataException.content(
            "The features are collinear, least squares has no single answer. Drop one of them.");
      } catch (MathIllegalArgumentException e) {
        throw DataException.content(
            "Commons Math refuses these data: " + e.getMessage() + ". Add rows or drop features.");
      }
    }

    /** The features, row by row. */
    private static double[][] rows(double[][] columns) {
      int features = columns.length - 1;
      double[][] rows = new double[columns[features].length][features];
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < features; j++) {
          rows[i][j] = columns[j][i];
        }
      }
      return rows;
    }

    /** Length of the longest of the features and the column of ones. */
    private static double longest(double[][] columns) {
      double longest = Math.sqrt(columns[0].length);
      for (int j = 0; j < columns.length - 1; j++) {
        longest = Math.max(longest, Math.sqrt(StatUtils.sumSq(columns[j])));
      }
      return longest;
    }

    @Override
    public List<Sums> sums(Loss loss, List<double[]> parameters) {
      throw noPasses();
    }

    @Override
    public List<ColumnMoments> moments() {
      throw noPasses();
    }

    private static EngineException noPasses() {
      return EngineException.notThere(
          "The reference engine solves in closed form and runs no passes. Choose engine jvm or tornado.");
    }

    @Override
    public Attestation attestation(Mode mode, int epochs) {
      long nanos = System.nanoTime() - begin;
      List<String> kernels = List.of("qr");
      return new Attestation(
          Engines.REFERENCE, mode, Precision.FLOAT64, device, kernels, epochs, nanos);
    }
  }
}
