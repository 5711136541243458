package regress.cli;

import java.util.stream.DoubleStream;

/** From the least of some finite numbers to the greatest. */
record Range(double least, double greatest) {
  /** A smaller part of the numbers themselves is rounding. */
  private static final double ROUNDING = 1e-12;

  /** Ten to this is a number of full precision, and so is its inverse. */
  private static final int SMALLEST_POWER = -300;

  static Range of(double[] values) {
    var summary = DoubleStream.of(values).summaryStatistics();
    return new Range(summary.getMin(), summary.getMax());
  }

  /** All of this and of the other. */
  Range with(Range other) {
    return new Range(Math.min(least, other.least), Math.max(greatest, other.greatest));
  }

  /** The power of ten of the greatest number's first digit, sign aside. */
  int power() {
    double size = size();
    return size == 0 ? 0 : Math.max((int) Math.floor(Math.log10(size)), SMALLEST_POWER);
  }

  /** All numbers divided by the same. */
  Range dividedBy(double unit) {
    return new Range(least / unit, greatest / unit);
  }

  /** This, or where it is all but a single number, a tenth of that to either side. */
  Range visible() {
    double size = size();
    if (greatest - least > ROUNDING * size) {
      return this;
    }
    double margin = size == 0 ? 1 : size / 10;
    return new Range(least - margin, greatest + margin);
  }

  private double size() {
    return Math.max(Math.abs(least), Math.abs(greatest));
  }
}
