package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.internal.engine.AffineMap;

/**
 * By how much features of some rows move with the columns that they are products of, all mapped:
 *
 * <pre>
 *   d z_j / d x_b = (number of factors b) (product of the other factors) s_b / s_j
 * </pre>
 *
 * @param of by column, then by feature, one value a row; null where the column is no factor
 */
record Slopes(double[][][] of) {

  /** Of columns x, the first {@code count} values of each. */
  static Slopes of(Rows rows, AffineMap map, double[][] x, int count) {
    int[][] factors = rows.factors();
    double[][][] of = new double[rows.base().columns() - 1][factors.length][];
    for (int j = 0; j < factors.length; j++) {
      for (int b : factors[j]) {
        if (of[b][j] == null) {
          of[b][j] = slope(factors[j], b, map.scales()[b] / map.scales()[j], x, count);
        }
      }
    }
    return new Slopes(of);
  }

  private static double[] slope(int[] factors, int b, double scale, double[][] x, int count) {
    double[] slope = new double[count];
    int own = (int) Arrays.stream(factors).filter(factor -> factor == b).count();
    Arrays.fill(slope, own * scale);
    boolean isTaken = false;
    for (int factor : factors) {
      if (factor == b && !isTaken) {
        isTaken = true;
      } else {
        for (int i = 0; i < count; i++) {
          slope[i] *= x[factor][i];
        }
      }
    }
    return slope;
  }

  /** By row, how sum_j w_j z_j moves with a column; the first of w is that of the ones. */
  double[] ofSum(int column, double[] w, int count) {
    double[] sum = new double[count];
    for (int j = 0; j < of[column].length; j++) {
      double[] slope = of[column][j];
      for (int i = 0; slope != null && i < count; i++) {
        sum[i] += w[j + 1] * slope[i];
      }
    }
    return sum;
  }
}
