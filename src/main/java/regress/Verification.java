package regress;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import regress.data.Rows;
import regress.internal.optimizer.LeastSquares;
import regress.internal.reference.RowByRow;

/**
 * A least-squares fit beside an independent solution: Commons Math's, which takes the rows one by
 * one in float64 and knows nothing of how the fit was made. It has fewer digits than the fit, and
 * how few is told beside what was found.
 *
 * @param digits that both have in common, of every coefficient, 0 to 15
 * @param possible digits that the checking method has at least on these data, of every coefficient;
 *     0 where it proves nothing
 * @param standardErrors the largest difference of a coefficient, in standard errors of it; empty
 *     where the fit has none
 * @param contradicted coefficients that differ by more than the checking method may be wrong
 */
public record Verification(
    int digits, int possible, OptionalDouble standardErrors, List<String> contradicted) {
  /** Rounding of float64, with what its sums over some rows make of it. */
  private static final double ROUNDING = 0x1p-50;

  /** Of a shorter column squares are too small for float64, and the method's triangle with them. */
  private static final double UNDERFLOW = 0x1p-500;

  private static final int MOST = 15;

  static Verification of(Fit fit, LeastSquares answer, Rows rows) {
    double[] ours = new double[answer.variances().length];
    ours[0] = fit.intercept();
    System.arraycopy(fit.coefficients(), 0, ours, 1, ours.length - 1);
    int[] kept = IntStream.range(0, ours.length).filter(j -> answer.variances()[j] > 0).toArray();
    RowByRow theirs = RowByRow.of(rows, kept);
    double sum = sum(answer, kept, ours, theirs.lengths());
    double digits = MOST;
    double possible = MOST;
    double far = 0;
    List<String> contradicted = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      int j = kept[i];
      double bound = Math.sqrt(answer.variances()[j]) * sum * answer.unit(j);
      double difference = Math.abs(theirs.parameters()[i] - ours[j]);
      if (ours[j] != 0) {
        digits = Math.min(digits, digits(difference, ours[j]));
        possible = Math.min(possible, digits(bound, ours[j]));
      }
      far = Math.max(far, difference / answer.standardError(j));
      if (difference > bound) {
        contradicted.add(j == 0 ? Inference.INTERCEPT : fit.features().get(j - 1));
      }
    }
    return new Verification(
        (int) digits,
        (int) possible,
        answer.hasErrors() ? OptionalDouble.of(far) : OptionalDouble.empty(),
        List.copyOf(contradicted));
  }

  private static double digits(double error, double value) {
    double digits = -Math.log10(error / Math.abs(value));
    return Double.isNaN(digits) ? 0 : Math.clamp(digits, 0, MOST);
  }

  /**
   * By how much rounding in proportion to the length of each column, which is all that a triangle
   * by rotations promises, moves a coefficient of variance 1:
   *
   * <pre>
   *   u sqrt(n) (|y| + sum_k |b_k| |x_k| + |r| sum_k sqrt(V_k) |x_k|)
   * </pre>
   */
  private static double sum(LeastSquares answer, int[] kept, double[] b, double[] lengths) {
    double sum = lengths[kept.length] / answer.unit(0);
    for (int i = 0; i < kept.length; i++) {
      int j = kept[i];
      double deviation = Math.sqrt(answer.variances()[j] * answer.residuals());
      double squared = lengths[i] > UNDERFLOW ? lengths[i] : Double.NaN;
      double length = squared * answer.unit(j) / answer.unit(0);
      sum += (Math.abs(b[j]) / answer.unit(j) + deviation) * length;
    }
    return ROUNDING * Math.sqrt(answer.rows()) * sum;
  }
}
