package regress.internal.optimizer;

import java.util.Arrays;
import java.util.List;
import regress.data.DataException;
import regress.data.Rows;
import regress.engine.Mode;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Choice;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descended;
import regress.internal.engine.End;
import regress.internal.engine.HostCrew;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;
import regress.internal.kernel.Moments;

/**
 * Least squares from moments: a Cholesky solve, and one correction by a pass over the rows in pairs
 * of doubles, which sets right what rounding in the moments left wrong.
 *
 * <pre>
 *   C b = c        r = y - b_0 - Z b        b = b + C^-1 Z'r / n
 * </pre>
 *
 * <p>C holds the features' covariances and c those with the target. All columns are mapped, and the
 * result is mapped back in pairs, since an intercept far from the data loses digits there.
 */
public final class Newton {
  private final Rows rows;
  private final AffineMap map;
  private final int features;

  /** As {@link Moments#settle} leaves them, of mapped columns. */
  private final double[] moments;

  private final Cholesky factor;

  private Newton(Rows rows, ColumnMoments taken) {
    this.rows = rows;
    this.map = taken.map();
    this.features = rows.columns() - 1;
    this.moments = taken.settle(map);
    double[][] covariances = new double[features][features];
    for (int j = 0; j < features; j++) {
      for (int k = 0; k < features; k++) {
        covariances[j][k] = covariance(j, k);
      }
    }
    this.factor = Cholesky.of(covariances).orElseThrow(Newton::collinear);
  }

  private static DataException collinear() {
    return DataException.content(
        "The features are collinear or constant, least squares has no single answer. Drop one of them.");
  }

  /**
   * Fits problems of the same number of features, in the data's units, in one session:
   * least-squares parameters, intercept first. Features that are collinear to working precision are
   * refused.
   */
  public static List<Descended> fit(Choice choice, List<Problem> problems) {
    try (Session session = choice.engine().open(problems, choice.placement())) {
      List<ColumnMoments> moments = session.moments();
      double[][] parameters = new double[problems.size()][];
      HostCrew.forEach(
          parameters.length,
          Runtime.getRuntime().availableProcessors(),
          i -> parameters[i] = new Newton(problems.get(i).rows(), moments.get(i)).solve());
      return Arrays.stream(parameters)
          .map(own -> Descended.of(End.solved(own), session, Mode.DIRECT))
          .toList();
    }
  }

  private double covariance(int j, int k) {
    return moments[(j + 1) * Moments.stride(features) + k + 1];
  }

  private double mean(int column) {
    return moments[column + 1];
  }

  private double[] solve() {
    double[] withTarget = new double[features];
    Arrays.setAll(withTarget, j -> covariance(j, features));
    double[] slopes = factor.solve(withTarget);
    Pair[] b = new Pair[features + 1];
    b[0] = Pair.of(mean(features));
    for (int j = 0; j < features; j++) {
      b[j + 1] = Pair.of(slopes[j]);
      b[0] = b[0].minus(Pair.product(slopes[j], mean(j)));
    }
    correct(b, Residuals.slopes(rows, map, b));
    return unmapped(b);
  }

  /** The gradient of centred columns solves for the slopes, its mean for the intercept. */
  private void correct(Pair[] b, Pair[] gradient) {
    double n = rows.count();
    double ofOnes = gradient[0].value() / n;
    double[] centred = new double[features];
    Arrays.setAll(centred, j -> gradient[j + 1].value() / n - mean(j) * ofOnes);
    double[] step = factor.solve(centred);
    double intercept = ofOnes;
    for (int j = 0; j < features; j++) {
      b[j + 1] = b[j + 1].plus(Pair.of(step[j]));
      intercept -= step[j] * mean(j);
    }
    b[0] = b[0].plus(Pair.of(intercept));
  }

  /** w_j = b_j s_y / s_j and w_0 = c_y + s_y b_0 - sum of w_j c_j. */
  private double[] unmapped(Pair[] b) {
    double scale = map.scales()[features];
    double[] w = new double[features + 1];
    Pair intercept = b[0].scaled(scale).plus(Pair.of(map.centres()[features]));
    for (int j = 0; j < features; j++) {
      Pair slope = b[j + 1].scaled(scale / map.scales()[j]);
      intercept = intercept.minus(slope.times(Pair.of(map.centres()[j])));
      w[j + 1] = slope.value();
    }
    w[0] = intercept.value();
    return w;
  }
}
