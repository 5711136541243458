package regress.internal.optimizer;

import java.util.Arrays;
import regress.data.Rows;
import regress.engine.EngineException;
import regress.internal.engine.AffineMap;

/** What each row of a solution's own data is to it. */
public final class Influence {
  private Influence() {}

  /** Takes rows in their order. */
  public interface Taker {
    /** In the target's unit, but the leverage, which is of 0 to 1. */
    void take(long row, double target, double fitted, double residual, double leverage);
  }

  /**
   * By moments in pairs, which leverages hang on, and one more pass.
   *
   * @return whether these are the solution's own rows; if not, nothing is taken
   */
  public static boolean each(LeastSquares answer, Rows rows, Taker taker) {
    AffineMap map = answer.map();
    if (!answer.isOf(rows)) {
      return false;
    }
    Cholesky factor =
        Cholesky.of(PairMoments.of(rows, map), answer.variances().length, only(answer));
    ResidualWindow r = new ResidualWindow(rows, map, answer.b());
    Leverages leverages = new Leverages(factor, r.high.length);
    for (long row = 0; row < rows.count(); row += r.high.length) {
      EngineException.requireUninterrupted();
      int count = (int) Math.min(r.high.length, rows.count() - row);
      r.read(row, count);
      leverages.take(count, r.z);
      for (int i = 0; i < count; i++) {
        take(row + i, i, r, leverages.h[i], map, taker);
      }
    }
    return true;
  }

  /** Roundings for which the same columns are left out. */
  private static double[] only(LeastSquares answer) {
    return Arrays.stream(answer.variances())
        .map(variance -> variance > 0 ? 0 : Double.POSITIVE_INFINITY)
        .toArray();
  }

  private static void take(
      long row, int i, ResidualWindow r, double h, AffineMap map, Taker taker) {
    int target = map.scales().length - 1;
    double scale = map.scales()[target];
    Pair centre = Pair.of(map.centres()[target]);
    Pair y = new Pair(r.z.high[target + 1][i], r.z.low[target + 1][i]);
    Pair residual = new Pair(r.high[i], r.low[i]);
    taker.take(
        row,
        y.scaled(scale).plus(centre).value(),
        y.minus(residual).scaled(scale).plus(centre).value(),
        residual.scaled(scale).value(),
        h);
  }
}
