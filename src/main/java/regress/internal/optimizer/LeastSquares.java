package regress.internal.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import regress.data.Rows;
import regress.engine.Errors;
import regress.internal.engine.AffineMap;

/**
 * A least-squares solution, and what there is to know about its errors. Sums of squares are in the
 * square of the target's unit.
 *
 * @param parameters p + 1 values in the data's units, intercept first; 0 for a column that is left
 *     out
 * @param ran names of what ran on the host
 * @param detail what few ask for
 * @param map of the columns
 * @param robust what their covariances have instead of s^2; null for classic ones
 * @param rows n
 * @param rank columns that are kept, the intercept among them where there is one
 * @param residuals sum of squared residuals
 * @param explained sum of squares that the model explains
 * @param total sum of the target's squared deviations from its mean, or without an intercept of its
 *     squares; 0 where they are rounding
 * @param isExact whether residuals are nothing but rounding
 * @param passes over the rows in pairs of doubles that measured what was left of the error
 * @param dependences columns that are left out
 * @param hasIntercept whether there is a constant term
 */
public record LeastSquares(
    double[] parameters,
    List<String> ran,
    Supplier<Detail> detail,
    AffineMap map,
    Sandwich robust,
    long rows,
    int rank,
    double residuals,
    double explained,
    double total,
    boolean isExact,
    int passes,
    List<Dependence> dependences,
    boolean hasIntercept) {

  /** What moments may say otherwise of a sum of squares than the rows do. */
  private static final double SAME = 0x1p-48;

  static LeastSquares of(
      double[] parameters,
      List<String> ran,
      NormalEquations equations,
      Refined refined,
      Supplier<Detail> detail,
      InputRounding rounding,
      AffineMap map,
      Sandwich robust,
      long rows) {
    Residuals.Sums sums = refined.sums();
    double bound = 0x1p-53 * rounding.mostTarget();
    double nothing = 4 * rows * bound * bound;
    double residuals = refined.squares();
    Cholesky factor = equations.factor();
    Pair total = factor.isKept(0) ? sums.total() : sums.targets();
    return new LeastSquares(
        parameters,
        ran,
        detail,
        map,
        robust,
        rows,
        factor.rank(),
        residuals,
        Math.max(0, total.minus(sums.squares()).value()),
        total.value() <= nothing ? 0 : total.value(),
        residuals <= nothing,
        refined.passes(),
        dependences(factor, map),
        factor.isKept(0));
  }

  /**
   * Of p + 1 coefficients, so that their covariances are s^2 v_i'v_j in their units; zeros for a
   * column that is left out.
   */
  private double[][] directions() {
    return detail.get().inverse().get().directions();
  }

  /** p + 1 parameters of mapped columns, in pairs. */
  Pair[] b() {
    return detail.get().b();
  }

  /** v_j'v_j. */
  public double[] variances() {
    return detail.get().inverse().get().variances();
  }

  /** Decimal digits of every coefficient that are right at least. */
  public int digits() {
    return detail.get().claims().get().fewest();
  }

  /** The same of standard errors, one a coefficient, intercept first; of robust ones none. */
  public int[] errorDigits() {
    return robust == null ? detail.get().claims().get().errors() : new int[parameters.length];
  }

  /** In which coefficient j is: of the intercept, the target's; of slopes, s_y / s_j. */
  public double unit(int j) {
    return unit(map, j);
  }

  static double unit(AffineMap map, int j) {
    double target = map.scales()[map.scales().length - 1];
    return j == 0 ? target : target / map.scales()[j - 1];
  }

  private static List<Dependence> dependences(Cholesky factor, AffineMap map) {
    if (factor.rank() == factor.size()) {
      return List.of();
    }
    List<Dependence> dependences = new ArrayList<>();
    for (int j = 1; j < factor.size(); j++) {
      if (!factor.isKept(j)) {
        dependences.add(Dependence.of(j, factor.combinations()[j], map));
      }
    }
    return dependences;
  }

  /** Whether rows are those that it is of, by the sum of squares that they leave. */
  boolean isOf(Rows data) {
    if (data.count() != rows || data.columns() != parameters.length) {
      return false;
    }
    double left = Math.max(0, Residuals.at(b(), data, map).squares().value());
    return Math.abs(left - residuals) <= SAME * residuals;
  }

  /** n less the coefficients. */
  public long degreesOfFreedom() {
    return rows - rank;
  }

  /** s^2; NaN where there are no residuals to tell it from. */
  public double variance() {
    return isExact || degreesOfFreedom() == 0 ? Double.NaN : residuals / degreesOfFreedom();
  }

  /** 1 - h; NaN where one coefficient alone says the row. */
  public static double left(double leverage) {
    double left = 1 - leverage;
    return left > Leverages.ALONE ? left : Double.NaN;
  }

  /** The part of the total that the model explains; NaN where there is none to explain. */
  public double r2() {
    return total > 0 ? explained / total : Double.NaN;
  }

  /** Whether there are residuals to tell errors from. */
  public boolean hasErrors() {
    return !isExact && degreesOfFreedom() > 0 && alone() < 0;
  }

  /** The first row, from 0 on, whose leverage of 1 leaves no errors of this kind; else -1. */
  public long alone() {
    return robust == null ? -1 : robust.alone();
  }

  /** Of which kind errors are. */
  public Errors errors() {
    return robust == null ? Errors.CLASSIC : robust.errors();
  }

  /** Of coefficient j, in its unit. */
  public double standardError(int j) {
    double[] v = directions()[j];
    double variance =
        robust == null ? residuals / degreesOfFreedom() * variances()[j] : robust.product(v, v);
    return Math.sqrt(variance) * unit(j);
  }

  /** Of two coefficients, in their units. */
  public double covariance(int i, int j) {
    double[] v = directions()[i];
    double[] w = directions()[j];
    if (robust != null) {
      return robust.product(v, w) * unit(i) * unit(j);
    }
    double product = 0;
    for (int k = 0; k < v.length; k++) {
      product += v[k] * w[k];
    }
    double deviation = Math.sqrt(residuals / degreesOfFreedom());
    return deviation * unit(i) * product * (deviation * unit(j));
  }

  /** From where features are measured, p values in their units. */
  public double[] centres() {
    return Arrays.copyOf(map.centres(), parameters.length - 1);
  }

  /**
   * F, a triangle of p + 1 rows, so that s |F (1, x - centres)| is the standard error of what is
   * fitted at features x, with s the residual standard error.
   */
  public double[][] factor() {
    double[][] root = robust == null ? null : robust.root();
    double s = Math.sqrt(residuals / degreesOfFreedom());
    double[][] factor = new double[parameters.length][];
    for (int k = 0; k < factor.length; k++) {
      factor[k] = new double[k + 1];
      for (int j = 0; j <= k; j++) {
        double[] v = j == 0 ? detail.get().inverse().get().columns()[0] : directions()[j];
        double part = root == null ? v[k] : 0;
        for (int i = j; root != null && i <= k; i++) {
          part += root[i][k] * v[i] / s;
        }
        factor[k][j] = j == 0 ? part : part / map.scales()[j - 1];
      }
    }
    return factor;
  }

  /** That all slopes are 0, by their covariance. */
  public double f() {
    double slopes = rank - (hasIntercept ? 1 : 0);
    return robust == null
        ? explained / slopes / (residuals / degreesOfFreedom())
        : robust.wald() / slopes;
  }

  /** How much the features' correlations cost. */
  public Collinearity collinearity() {
    return new Collinearity(detail.get().centred(), variances());
  }
}
