package regress.internal.reference;

import java.util.Arrays;
import org.apache.commons.math3.stat.regression.MillerUpdatingRegression;
import org.apache.commons.math3.stat.regression.ModelSpecificationException;
import regress.data.Rows;

/**
 * Least squares as somebody else solves it: Commons Math's updating regression (Miller, Applied
 * Statistics AS 274), which turns each row as it is into a triangle, in float64. No centring, no
 * moments, no correction.
 *
 * @param parameters intercept and slopes of the columns that were chosen; NaN where it finds none
 * @param lengths of the column of ones, of those columns, and of the target
 */
public record RowByRow(double[] parameters, double[] lengths) {
  private static final int WINDOW = 256;

  /** Of some features, by their places. */
  public static RowByRow of(Rows rows, int[] kept) {
    var regression = new MillerUpdatingRegression(kept.length, true);
    double[] squares = new double[kept.length + 2];
    int window = (int) Math.min(WINDOW, rows.count());
    double[][] high = new double[rows.columns()][window];
    double[][] low = new double[rows.columns()][window];
    for (long first = 0; first < rows.count(); first += window) {
      int count = (int) Math.min(window, rows.count() - first);
      rows.read(first, count, high, low);
      for (int i = 0; i < count; i++) {
        double[] x = new double[kept.length];
        for (int k = 0; k < kept.length; k++) {
          x[k] = high[kept[k]][i];
          squares[k + 1] += x[k] * x[k];
        }
        double y = high[rows.columns() - 1][i];
        squares[kept.length + 1] += y * y;
        regression.addObservation(x, y);
      }
    }
    squares[0] = rows.count();
    return new RowByRow(
        solved(regression, kept.length), Arrays.stream(squares).map(Math::sqrt).toArray());
  }

  private static double[] solved(MillerUpdatingRegression regression, int features) {
    try {
      return regression.regress().getParameterEstimates();
    } catch (ModelSpecificationException e) { // More coefficients than rows.
      double[] none = new double[features + 1];
      Arrays.fill(none, Double.NaN);
      return none;
    }
  }
}
