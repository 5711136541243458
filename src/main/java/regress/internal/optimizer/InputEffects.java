package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.internal.crew.HostCrew;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Problem;

/**
 * What the rounding of decimals to doubles may have done to coefficients and to their standard
 * errors, as standard deviations. With weights W_j = a_j'G^-1 and c_ji = W_j z_i, and slopes f_ib
 * of the model and g_jib of c_j by the column b, which are b_b and W_jb where no features are made
 * of it, an error d of value (i, b) moves
 *
 * <pre>
 *   coefficient j      by (g_jib r_i - f_ib c_ji) d, the target's by c_ji d
 *   log of its error   by -(f_ib r_i / |r|^2 + g_jib c_ji / V_j) d, the target's by r_i / |r|^2 d
 * </pre>
 *
 * @param weights W, p + 1 rows and columns
 * @param onCoefficients p + 1 of mapped columns, intercept first
 * @param onErrors likewise, relative to the standard error
 */
record InputEffects(double[][] weights, double[] onCoefficients, double[] onErrors) {
  /** n (p + 1)^2 up to which every value's effect costs little beside the fit. */
  private static final long FEW = 1 << 14;

  private static final int WINDOW = 256;

  /** Windows that one thread takes at a time. */
  private static final int PART = 32;

  private static InputEffects none(NormalEquations equations) {
    int size = equations.size();
    return new InputEffects(equations.weights(), new double[size], new double[size]);
  }

  /** Of every value. */
  static InputEffects of(
      NormalEquations equations, Refined refined, InputRounding rounding, Problem problem) {
    int window = (int) (areFew(problem.rows()) ? problem.rows().count() : WINDOW);
    InputEffects effects = none(equations);
    effects.each(window, equations, refined, rounding, problem);
    return effects;
  }

  /** At most, without a look at the rows. */
  static InputEffects bound(NormalEquations equations, Refined refined, InputRounding rounding) {
    InputEffects effects = none(equations);
    double[] worst = rounding.worst();
    for (int j = 0; j < equations.size(); j++) {
      effects.bound(j, equations, refined, worst);
    }
    return effects;
  }

  /** Whether many rows of columns that are not made of others are not looked at. */
  static boolean areBounded(Rows rows) {
    return !rows.hasPairs() && !areFew(rows);
  }

  /** Whether every value's effect costs little, and so does to keep the rows for it. */
  static boolean areFew(Rows rows) {
    long size = rows.columns();
    return rows.count() <= FEW / size / size;
  }

  /**
   * By the inequality of Cauchy and Schwarz, with u_k the worst rounding of a column and u^2 =
   * u_y^2 + sum_k b_k^2 u_k^2 that of a row's residual: V_j u^2 + sum_k (W_jk u_k |r|)^2 and sum_k
   * W_jk^2 u_k^2 / V_j + u^2 / |r|^2.
   */
  private void bound(int j, NormalEquations equations, Refined refined, double[] u) {
    double[] w = weights[j];
    double weighted = 0;
    double ofRow = u[w.length] * u[w.length];
    for (int k = 1; k < w.length; k++) {
      double own = refined.b()[k].high() * u[k];
      ofRow += own * own;
      weighted += w[k] * w[k] * u[k] * u[k];
    }
    double variance = equations.variances()[j];
    double residuals = refined.squares();
    onCoefficients[j] = Math.sqrt(variance * ofRow + weighted * residuals);
    onErrors[j] = Math.sqrt(weighted / variance + ofRow / residuals);
  }

  /** All effects, window by window. */
  private void each(
      int window,
      NormalEquations equations,
      Refined refined,
      InputRounding rounding,
      Problem problem) {
    long n = problem.rows().count();
    InputEffects[] parts = new InputEffects[Math.toIntExact((n - 1) / window / PART + 1)];
    HostCrew.share(
        parts.length,
        problem.rows().values(),
        k -> {
          int size = equations.size();
          parts[k] = new InputEffects(weights, new double[size], new double[size]);
          long end = Math.min(n, (k + 1L) * PART * window);
          for (long first = (long) k * PART * window; first < end; first += window) {
            int count = (int) Math.min(window, end - first);
            new EachValue(equations, refined, rounding, problem, first, count).add(parts[k]);
          }
        });
    for (InputEffects part : parts) {
      addTo(onCoefficients, part.onCoefficients);
      addTo(onErrors, part.onErrors);
    }
    Arrays.setAll(onCoefficients, j -> Math.sqrt(onCoefficients[j]));
    Arrays.setAll(onErrors, j -> Math.sqrt(onErrors[j]));
  }

  private static void addTo(double[] sums, double[] more) {
    Arrays.setAll(sums, j -> sums[j] + more[j]);
  }

  /** The squares of all effects of a window's values. */
  private static final class EachValue {
    private final NormalEquations equations;
    private final double[][] z;
    private final double[] r;
    private final double residuals;
    private final Slopes slopes;
    private final Levels[] levels;

    /** f by column. */
    private final double[][] moved;

    EachValue(
        NormalEquations equations,
        Refined refined,
        InputRounding rounding,
        Problem problem,
        long first,
        int count) {
      Rows rows = problem.rows();
      AffineMap map = problem.map();
      MappedWindow window = new MappedWindow(rows.columns(), count);
      window.read(rows, map, first, count);
      this.equations = equations;
      this.z = window.high;
      double[] b = Arrays.stream(refined.b()).mapToDouble(Pair::high).toArray();
      this.residuals = refined.squares();
      this.r = z[b.length].clone();
      for (int k = 0; k < b.length; k++) {
        addTo(r, -b[k], z[k]);
      }
      double[][] x = InputRounding.base(rows, first, count);
      this.slopes = Slopes.of(rows, map, x, count);
      this.levels = rounding.levels(x, map, count == rows.count());
      this.moved = new double[x.length - 1][];
      Arrays.setAll(moved, column -> slopes.ofSum(column, b, count));
    }

    private static void addTo(double[] to, double factor, double[] x) {
      for (int i = 0; i < to.length; i++) {
        to[i] += factor * x[i];
      }
    }

    void add(InputEffects effects) {
      int target = moved.length;
      double[] effect = new double[r.length];
      double perSquare = 1 / residuals;
      double ofTarget = levels[target].square(r) / residuals / residuals;
      for (int j = 0; j < equations.size(); j++) {
        double[] w = effects.weights[j];
        double[] c = new double[r.length];
        for (int k = 0; k < w.length; k++) {
          addTo(c, w[k], z[k]);
        }
        effects.onCoefficients[j] += levels[target].square(c);
        effects.onErrors[j] += ofTarget;
        for (int column = 0; column < target; column++) {
          double[] f = moved[column];
          double[] g = slopes.ofSum(column, w, r.length);
          for (int i = 0; i < r.length; i++) {
            effect[i] = g[i] * r[i] - f[i] * c[i];
          }
          effects.onCoefficients[j] += levels[column].square(effect);
          double perVariance = 1 / equations.variances()[j];
          for (int i = 0; i < r.length; i++) {
            effect[i] = g[i] * perVariance * c[i] + f[i] * perSquare * r[i];
          }
          effects.onErrors[j] += levels[column].square(effect);
        }
      }
    }
  }
}
