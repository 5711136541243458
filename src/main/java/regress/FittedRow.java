package regress;

import java.util.function.Consumer;
import regress.data.Dataset;
import regress.internal.optimizer.Influence;
import regress.internal.optimizer.LeastSquares;

/**
 * What a row of the data is to a least-squares fit of k coefficients, whose residual standard error
 * is s.
 *
 * @param row of the table, counted from 1, those that were dropped among them
 * @param target as it was read
 * @param fitted what the model says of it
 * @param residual target - fitted, right to the last digits: never the difference of the rounded
 * @param leverage h, 0 to 1: what a unit more of the target adds to what is fitted
 * @param standardized residual / (s sqrt(1 - h)), internally studentised; NaN where there is none:
 *     in an exact fit, and where one coefficient alone says the row (h = 1)
 * @param cook Cook's distance, standardized^2 h / ((1 - h) k); NaN likewise
 */
public record FittedRow(
    long row,
    double target,
    double fitted,
    double residual,
    double leverage,
    double standardized,
    double cook) {

  /** False, and none, where the data are not those of the answer. */
  static boolean each(LeastSquares answer, Dataset data, Consumer<FittedRow> consumer) {
    return Influence.each(
        answer,
        data,
        (row, target, fitted, residual, leverage) ->
            consumer.accept(of(data.row(row), target, fitted, residual, leverage, answer)));
  }

  private static FittedRow of(
      long row,
      double target,
      double fitted,
      double residual,
      double leverage,
      LeastSquares answer) {
    double left = LeastSquares.left(leverage);
    double s = Math.sqrt(answer.variance()) * answer.unit(0);
    double standardized = residual / (s * Math.sqrt(left));
    double cook = standardized * standardized * leverage / left / answer.rank();
    return new FittedRow(row, target, fitted, residual, leverage, standardized, cook);
  }
}
