package regress.internal.optimizer;

import java.util.Arrays;
import regress.internal.engine.AffineMap;

/**
 * A column that others say to within rounding: x_column = constant + sum of multiples_k x_k.
 *
 * @param column from 0 on
 * @param multiples p numbers, 0 where a feature has no part in it
 */
public record Dependence(int column, double constant, double[] multiples) {
  /** A part of a column in units of its spread, below which it is rounding. */
  private static final double NO_PART = 1e-7;

  /** Of multiples, where columns lie many of their spreads from 0, and so is the constant's. */
  private static final double ROUNDING = 1e-15;

  /** z_j = sum of c_k z_k in the user's units. */
  static Dependence of(int j, Pair[] c, AffineMap map) {
    double scale = map.scales()[j - 1];
    double[] multiples = new double[map.scales().length - 1];
    Pair constant = Pair.of(NormalEquations.centre(map, j)).plus(c[0]);
    double size = 1 + Math.abs(constant.high());
    for (int k = 1; k < c.length; k++) {
      if (Math.abs(c[k].high()) > NO_PART) {
        Pair own = c[k].times(Pair.of(NormalEquations.centre(map, k)));
        constant = constant.minus(own);
        size = Math.max(size, Math.abs(own.high()));
        multiples[k - 1] = c[k].value() * (scale / map.scales()[k - 1]);
      }
    }
    boolean isPart = Math.abs(constant.high()) > NO_PART + ROUNDING * size * size;
    boolean isConstant = Arrays.stream(multiples).allMatch(multiple -> multiple == 0);
    double shown = isPart || isConstant ? constant.value() * scale : 0;
    return new Dependence(j - 1, shown, multiples);
  }

  @Override
  public double[] multiples() {
    return multiples.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dependence same
        && column == same.column
        && constant == same.constant
        && Arrays.equals(multiples, same.multiples);
  }

  @Override
  public int hashCode() {
    return 31 * column + Arrays.hashCode(multiples);
  }
}
