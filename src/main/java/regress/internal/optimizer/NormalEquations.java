package regress.internal.optimizer;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import regress.data.Rows;
import regress.engine.Precision;
import regress.internal.engine.AffineMap;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Later;
import regress.internal.kernel.Moments;

/**
 * G b = g of mapped columns, solved by G = L L', and what G says of coefficients a'b in the user's
 * units: a_j = e_j for slopes, a_0 = (1, -c_1 / s_1, ..., -c_p / s_p) for the intercept.
 *
 * <pre>
 *   v_j = L^-1 a_j        V_j = v_j'v_j        S = sum_k (G^-1)_kk g_k, g_k as {@link #size} has it
 * </pre>
 *
 * @param square p + 2 rows and columns: ones, features, target
 * @param inverse what is known of it in pairs, which few ask for
 * @param variances V_j, in plain doubles
 * @param spread S, the square of how badly conditioned the columns are
 */
record NormalEquations(
    Pairs[] square,
    Grade grade,
    Cholesky factor,
    Supplier<Inverse> inverse,
    double[] variances,
    double spread) {
  /** Some 2^-53 of what moments say of standard errors and of columns that others say. */
  private static final double SURE = 0x1p-54;

  /**
   * Solutions in pairs.
   *
   * @param directions v_j, which are 0 where a column is left out
   * @param columns L^-1 e_0, then v_1 to v_p
   * @param variances V_j
   */
  record Inverse(double[][] directions, double[][] columns, double[] variances) {
    static Inverse of(Cholesky factor, AffineMap map) {
      int size = factor.size();
      double[][] columns = new double[size][];
      double[] variances = new double[size];
      for (int j = 0; j < size; j++) {
        Pairs v = factor.inverse(j);
        columns[j] = v.high();
        variances[j] = v.dot(v, 0, size).value();
      }
      Pair[] intercept = new Pair[size];
      intercept[0] = Pair.of(1);
      for (int j = 1; j < size; j++) {
        intercept[j] = Pair.of(-centre(map, j));
      }
      Pairs v = factor.forward(intercept);
      double[][] directions = columns.clone();
      directions[0] = v.high();
      variances[0] = v.dot(v, 0, size).value();
      return new Inverse(directions, columns, variances);
    }
  }

  /** By a pass over the rows in pairs. */
  static NormalEquations inPairs(Rows rows, AffineMap map, double[] rounding) {
    return of(PairMoments.of(rows, map), Grade.PAIRS, map, rounding);
  }

  /** By a faster one, of columns that the map rounds nothing of. */
  static NormalEquations anchored(
      PairMoments moments, Rows rows, AffineMap map, double[] rounding) {
    return of(moments.exact(rows, map), Grade.ANCHORED, map, rounding);
  }

  /** From what an engine has summed. */
  static NormalEquations of(ColumnMoments moments, Precision precision, double[] rounding) {
    int size = rounding.length;
    Pairs[] square = new Pairs[size];
    for (int a = 0; a < size; a++) {
      square[a] = Pairs.of(size);
      int row = a * Moments.stride(size - 2);
      System.arraycopy(moments.square(), row, square[a].high(), 0, size);
    }
    Grade grade = precision == Precision.FLOAT32 ? Grade.SINGLE : Grade.DOUBLE;
    return of(square, grade, moments.map(), rounding);
  }

  private static NormalEquations of(Pairs[] square, Grade grade, AffineMap map, double[] rounding) {
    int size = square.length - 1;
    Cholesky factor = Cholesky.of(square, size, rounding);
    double[] variances = new double[size];
    double[] v = new double[size];
    double spread = 0;
    for (int j = size - 1; j >= 0; j--) {
      Arrays.fill(v, 0);
      v[j] = 1;
      variances[j] = factor.forward(v, j);
      spread += variances[j] * grade.size(square[j].high()[j], rows(square));
    }
    v[0] = 1;
    for (int j = 1; j < size; j++) {
      v[j] = -centre(map, j);
    }
    variances[0] = factor.forward(v, 0);
    var inverse = new Later<>(() -> Inverse.of(factor, map));
    return new NormalEquations(square, grade, factor, inverse, variances, spread);
  }

  /**
   * What residuals sum to at the solution, as far as the moments tell.
   *
   * @param forwarded L^-1 g, whose squares the model explains
   */
  Residuals.Sums sums(Pairs forwarded) {
    Pair targets = square[size()].get(size());
    Pair sum = square[0].get(size());
    Pair total = targets.minus(sum.times(sum).over(square[0].get(0)));
    Pair squares = targets.minus(forwarded.dot(forwarded, 0, size()));
    return new Residuals.Sums(new Pair[0], squares, total, targets);
  }

  /** What errors of a column's moments are measured by. */
  double size(int j) {
    return grade.size(square[j].high()[j], rows(square));
  }

  private static double rows(Pairs[] square) {
    return square[0].high()[0];
  }

  /** By what a correction from these moments multiplies an error, at most. */
  double contraction() {
    return grade.contraction(spread);
  }

  /** Whether rounding in the moments is little beside that of any result. */
  boolean areSure() {
    return areKept() && contraction() < SURE;
  }

  /** Whether no feature is left out. */
  boolean areKept() {
    return IntStream.range(1, size()).allMatch(factor::isKept);
  }

  /** c_j / s_j, which is exact, of the column beside j - 1 others: 1 for the first feature. */
  static double centre(AffineMap map, int j) {
    return map.centres()[j - 1] / map.scales()[j - 1];
  }

  int size() {
    return variances.length;
  }

  /** W_j = a_j'G^-1, of what each entry of g adds to each coefficient. */
  double[][] weights() {
    double[][] weights = new double[size()][size()];
    for (int j = 0; j < size(); j++) {
      for (int k = 0; k < size(); k++) {
        weights[j][k] = 0 < k && k < j ? weights[k][j] : weight(j, k, inverse.get());
      }
    }
    return weights;
  }

  /** Slopes' directions, and the inverse's columns, begin with zeros. */
  private static double weight(int j, int k, Inverse inverse) {
    double[] v = inverse.directions[j];
    double[] column = inverse.columns[k];
    double sum = 0;
    for (int i = Math.max(j, k); i < v.length; i++) {
      sum += v[i] * column[i];
    }
    return sum;
  }

  /** g = Z'y. */
  Pair[] withTarget() {
    Pair[] g = new Pair[size()];
    Arrays.setAll(g, j -> square[j].get(size()));
    return g;
  }

  /** Length of what a solution has, L'b, for g = L (L'b). */
  static double length(Pairs forwarded) {
    return Math.sqrt(forwarded.dot(forwarded, 0, forwarded.high().length).value());
  }

  /** Coefficients in the user's units but for their scales: b_j, and c_y / s_y + a_0'b. */
  static Pair[] unshifted(Pair[] b, AffineMap map) {
    Pair[] beta = b.clone();
    beta[0] = Pair.of(centre(map, b.length)).plus(b[0]);
    for (int j = 1; j < b.length; j++) {
      beta[0] = beta[0].minus(b[j].times(Pair.of(centre(map, j))));
    }
    return beta;
  }
}
