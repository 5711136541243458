package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.internal.engine.AffineMap;

/**
 * What the rounding of decimals to doubles may have done to coefficients and to their standard
 * errors, as standard deviations. With weights W_j = a_j'G^-1 and c_ji = W_j z_i, an error d of
 * value (i, k) moves
 *
 * <pre>
 *   coefficient j      by (W_jk r_i - b_k c_ji) d, the target's by c_ji d
 *   log of its error   by -(b_k r_i / |r|^2 + W_jk c_ji / V_j) d, the target's by r_i / |r|^2 d
 * </pre>
 *
 * @param weights W, p + 1 rows and columns
 * @param onCoefficients p + 1 of mapped columns, intercept first
 * @param onErrors likewise, relative to the standard error
 */
record InputEffects(double[][] weights, double[] onCoefficients, double[] onErrors) {
  /** n (p + 1)^2 up to which every value's effect costs little beside the fit. */
  private static final long FEW = 1 << 20;

  static InputEffects of(
      NormalEquations equations,
      Refined refined,
      InputRounding rounding,
      Rows rows,
      AffineMap map) {
    int size = equations.size();
    var effects = new InputEffects(equations.weights(), new double[size], new double[size]);
    boolean isSmall = rows.count() <= FEW / size / size;
    if (isSmall) {
      new EachValue(equations, refined, rows, map).fill(effects);
    } else {
      for (int j = 0; j < size; j++) {
        effects.bound(j, equations, refined, rounding.worst());
      }
    }
    return effects;
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

  /** For few rows, all effects; equal values of a column have equal errors. */
  private static final class EachValue {
    private final NormalEquations equations;
    private final double[][] z;
    private final double[] b;
    private final double[] r;
    private final double residuals;
    private final InputRounding.Levels[] levels;

    EachValue(NormalEquations equations, Refined refined, Rows rows, AffineMap map) {
      int n = Math.toIntExact(rows.count());
      MappedWindow window = new MappedWindow(rows, map, n);
      window.read(0, n);
      this.equations = equations;
      this.z = window.high;
      this.b = Arrays.stream(refined.b()).mapToDouble(Pair::high).toArray();
      this.residuals = refined.squares();
      this.r = z[b.length].clone();
      for (int k = 0; k < b.length; k++) {
        add(-b[k], z[k], r);
      }
      this.levels = InputRounding.Levels.of(rows, map);
    }

    private static void add(double factor, double[] x, double[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] += factor * x[i];
      }
    }

    void fill(InputEffects effects) {
      for (int j = 0; j < b.length; j++) {
        double[] w = effects.weights[j];
        double[] c = new double[r.length];
        for (int k = 0; k < b.length; k++) {
          add(w[k], z[k], c);
        }
        double variance = equations.variances()[j];
        double onCoefficient = levels[b.length].square(1, c, 0, r);
        double onError = levels[b.length].square(0, c, 1 / residuals, r);
        for (int k = 1; k < b.length; k++) {
          onCoefficient += levels[k].square(-b[k], c, w[k], r);
          onError += levels[k].square(w[k] / variance, c, b[k] / residuals, r);
        }
        effects.onCoefficients[j] = Math.sqrt(onCoefficient);
        effects.onErrors[j] = Math.sqrt(onError);
      }
    }
  }
}
