package regress.internal.kernel;

/**
 * What {@link GramDescent}'s formulas come to for one feature. A step is taken by the
 * multiplied-out gradient rate M w - rate c, added up so that three operations lead from one
 * epoch's parameters to the next's; what is judged does not lie on that chain.
 *
 * @param rate twice the learning rate
 */
record GramLine(
    double mean, double meanTarget, double square, double cross, double squareTarget, double rate) {

  static GramLine of(double[] moments, double[] rule) {
    int second = Moments.TILE;
    int third = 2 * Moments.TILE;
    return new GramLine(
        moments[1],
        moments[2],
        moments[second + 1],
        moments[second + 2],
        moments[third + 2],
        2 * rule[StopRule.RATE]);
  }

  /** Beside the diagonal of rate M, on which {@link #rate} comes first. */
  double m01() {
    return rate * mean;
  }

  double m11() {
    return rate * (square + mean * mean);
  }

  double c0() {
    return rate * meanTarget;
  }

  double c1() {
    return rate * (cross + mean * meanTarget);
  }

  double nextIntercept(double intercept, double slope) {
    return (intercept - m01() * slope) - (rate * intercept - c0());
  }

  double nextSlope(double intercept, double slope) {
    return (slope - m01() * intercept) - (m11() * slope - c1());
  }

  private double residual(double intercept, double slope) {
    return intercept - meanTarget + slope * mean;
  }

  double loss(double intercept, double slope) {
    double variance = squareTarget + slope * ((square * slope - cross) - cross);
    return GramDescent.loss(residual(intercept, slope), variance);
  }

  double squaredNorm(double intercept, double slope) {
    double residual = residual(intercept, slope);
    double half = square * slope - cross + residual * mean;
    return 4 * (residual * residual + half * half);
  }

  double spread(double slope) {
    return squareTarget + slope * slope * square;
  }
}
