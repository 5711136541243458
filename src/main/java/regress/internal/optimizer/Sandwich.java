package regress.internal.optimizer;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import regress.data.Rows;
import regress.engine.Errors;
import regress.internal.crew.HostCrew;
import regress.internal.engine.AffineMap;

/**
 * What heteroscedasticity-consistent errors have where classic ones have s^2 and a unit matrix:
 *
 * <pre>
 *   M = sum_i w_i r_i^2 u_i u_i', u = L^-1 z        covariance of coefficients i, j = v_i' M v_j
 * </pre>
 *
 * <p>By one pass over the rows. Blocks of rows add up in their order, whatever the number of
 * threads.
 *
 * @param errors which w
 * @param meat M, p + 1 rows and columns; zeros for a column that is left out
 * @param wald b' C^-1 b of all slopes and their covariance C; NaN where C has no inverse
 * @param alone the first row, from 0 on, whose leverage of 1 has w divide by 0; -1 without one
 */
record Sandwich(Errors errors, double[][] meat, double wald, long alone) {
  /** Each block leaves a square. */
  private static final int MOST_BLOCKS = 32;

  /** A column of M whose part of its own is less is said by the others. */
  private static final double SINGULAR = 1e-13;

  /** With a factor from moments in pairs. */
  static Sandwich of(Errors errors, Cholesky factor, Pair[] b, Rows rows, AffineMap map) {
    long windows = (rows.count() - 1) / ResidualWindow.ROWS + 1;
    int count = (int) Math.min(MOST_BLOCKS, windows / 8 + 1);
    long blockRows = ((windows - 1) / count + 1) * ResidualWindow.ROWS;
    Block[] blocks = new Block[count];
    HostCrew.share(
        count,
        rows.values(),
        k -> {
          blocks[k] = new Block(errors, factor.size());
          long end = Math.min((k + 1) * blockRows, rows.count());
          blocks[k].add(k * blockRows, end, new ResidualWindow(rows, map, b), factor);
        });
    double n = rows.count();
    double ofAll = errors == Errors.HC1 ? n / (n - factor.rank()) : 1;
    double[][] meat = new double[b.length][b.length];
    long alone = -1;
    for (Block block : blocks) {
      for (int i = 0; i < meat.length; i++) {
        for (int j = 0; j <= i; j++) {
          meat[i][j] += ofAll * block.meat[i][j];
          meat[j][i] = meat[i][j];
        }
      }
      alone = alone < 0 ? block.alone : alone;
    }
    return new Sandwich(errors, meat, wald(meat, factor, b), alone);
  }

  private static final class Block {
    private final Errors errors;
    private final double[][] meat;
    private long alone = -1;

    Block(Errors errors, int size) {
      this.errors = errors;
      this.meat = new double[size][size];
    }

    void add(long first, long end, ResidualWindow r, Cholesky factor) {
      Leverages leverages = new Leverages(factor, r.high.length);
      for (long row = first; row < end; row += r.high.length) {
        int count = (int) Math.min(r.high.length, end - row);
        r.read(row, count);
        leverages.take(count, r.z);
        weigh(row, count, leverages.h, r.high);
        add(count, leverages.u, r.high);
      }
    }

    /** r = sqrt(w) r. */
    private void weigh(long first, int count, double[] h, double[] r) {
      for (int i = 0; i < count && (errors == Errors.HC2 || errors == Errors.HC3); i++) {
        double left = 1 - h[i];
        if (alone < 0 && !(left > Leverages.ALONE)) {
          alone = first + i;
        }
        r[i] /= errors == Errors.HC2 ? Math.sqrt(left) : left;
      }
    }

    private void add(int count, double[][] u, double[] r) {
      for (int i = 0; i < u.length; i++) {
        for (int k = 0; u[i] != null && k < count; k++) {
          u[i][k] *= r[k];
        }
        for (int j = 0; j <= i; j++) {
          if (u[i] != null && u[j] != null) {
            meat[i][j] += dot(count, u[i], u[j]);
          }
        }
      }
    }

    private static double dot(int count, double[] a, double[] b) {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += a[k] * b[k];
      }
      return sum;
    }
  }

  /** Slopes are L^-T c, with c = L'b; so their C^-1 is L M^-1 L', each less its first column. */
  private static double wald(double[][] meat, Cholesky factor, Pair[] b) {
    int[] kept = IntStream.range(1, b.length).filter(factor::isKept).toArray();
    double[] c = new double[kept.length];
    double[][] scaled = new double[kept.length][kept.length];
    for (int i = 0; i < kept.length; i++) {
      Pair sum = Pair.ZERO;
      for (int j = i; j < kept.length; j++) {
        sum = sum.plus(factor.rows()[kept[j]].get(kept[i]).times(b[kept[j]]));
      }
      c[i] = sum.value() / Math.sqrt(meat[kept[i]][kept[i]]);
      for (int j = 0; j < kept.length; j++) {
        double own = meat[kept[i]][kept[i]] * meat[kept[j]][kept[j]];
        scaled[i][j] = meat[kept[i]][kept[j]] / Math.sqrt(own);
      }
    }
    try {
      return kept.length == 0 ? Double.NaN : square(scaled, c);
    } catch (NonPositiveDefiniteMatrixException e) {
      return Double.NaN;
    }
  }

  private static double square(double[][] matrix, double[] c) {
    var solver =
        new CholeskyDecomposition(MatrixUtils.createRealMatrix(matrix), SINGULAR, SINGULAR)
            .getSolver();
    return MatrixUtils.createRealVector(c)
        .dotProduct(solver.solve(MatrixUtils.createRealVector(c)));
  }

  /** U of M = U U', which is 0 below its diagonal; a column that others say is 0. */
  double[][] root() {
    double[][] root = new double[meat.length][meat.length];
    for (int j = meat.length - 1; j >= 0; j--) {
      for (int i = j; i >= 0; i--) {
        double part = meat[i][j];
        for (int k = j + 1; k < meat.length; k++) {
          part -= root[i][k] * root[j][k];
        }
        boolean isOwn = part > SINGULAR * meat[j][j];
        root[i][j] = i == j ? isOwn ? Math.sqrt(part) : 0 : root[j][j] > 0 ? part / root[j][j] : 0;
      }
    }
    return root;
  }

  /** v' M w. */
  double product(double[] v, double[] w) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; v[i] != 0 && j < w.length; j++) {
        sum += v[i] * meat[i][j] * w[j];
      }
    }
    return sum;
  }
}
