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
 * @param parameters of the columns that were chosen; NaN where it finds none
 * @param lengths of those columns, and of the target
 */
public record RowByRow(double[] parameters, double[] lengths) {
  private static final int WINDOW = 256;

  /** Of at least one column, by their places from 1 on; 0 is that of ones. */
  public static RowByRow of(Rows rows, int[] kept) {
    var regression = new MillerUpdatingRegression(kept.length, false);
    double[] squares = new double[kept.length + 1];
    int window = (int) Math.min(WINDOW, rows.count());
    double[][] high = new double[rows.columns()][window];
    double[][] low = new double[rows.columns()][window];
    for (long first = 0; first < rows.count(); first += window) {
      int count = (int) Math.min(window, rows.count() - first);
      rows.read(first, count, high, low);
      for (int i = 0; i < count; i++) {
        double[] x = new double[kept.length];
        for (int k = 0; k < kept.length; k++) {
          x[k] = kept[k] == 0 ? 1 : high[kept[k] - 1][i];
          squares[k] += x[k] * x[k];
        }
        double y = high[rows.columns() - 1][i];
        squares[kept.length] += y * y;
        regression.addObservation(x, y);
      }
    }
    double[] lengths = Arrays.stream(squares).map(Math::sqrt).toArray();
    return new RowByRow(solved(regression, kept.length), lengths);
  }

  private static double[] solved(MillerUpdatingRegression regression, int parameters) {
    try {
      return regression.regress().getParameterEstimates();
    } catch (ModelSpecificationException e) { // As many coefficients as rows.
      double[] none = new double[parameters];
      Arrays.fill(none, Double.NaN);
      return none;
    }
  }
}
