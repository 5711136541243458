package regress.report;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import regress.Fit;
import regress.data.Dataset;
import regress.data.SeedProblem;

/**
 * What a picture of a fit shows, in one panel or several side by side.
 *
 * @param note what holds for all panels; empty where the title says enough
 */
public record Figure(String title, String note, List<Panel> panels) {
  /** More points than a picture has room for. */
  public static final int MOST_POINTS = 5_000;

  private static final int LONGEST_NAME = 24;
  private static final long SEED = 1;

  /**
   * Points are rows, or a fair part of very many; the last line is on top.
   *
   * @param square whether a unit is as long across as up
   */
  public record Panel(
      String title, Axis across, Axis up, Points points, List<Line> lines, boolean square) {}

  /** What an axis shows, and from where to where at least. */
  public record Axis(String label, Range range) {}

  /** Values in pairs, and what they are. */
  public record Points(String label, double[] x, double[] y) {
    static Points of(IntStream rows, double[] x, double[] y) {
      int[] shown = rows.toArray();
      return new Points(
          count(shown.length, x.length),
          IntStream.of(shown).mapToDouble(i -> x[i]).toArray(),
          IntStream.of(shown).mapToDouble(i -> y[i]).toArray());
    }

    static String count(int shown, int all) {
      String some = shown == all ? "" : Numbers.count(shown) + " of ";
      return some + Numbers.count(all) + " observations";
    }
  }

  /** A line from its first point to its second, and what it is. */
  public record Line(String label, boolean fitted, double[] x, double[] y) {
    static Line of(String label, boolean fitted, double slope, double intercept, Range over) {
      double[] x = {over.least(), over.greatest()};
      double[] y = {intercept + slope * x[0], intercept + slope * x[1]};
      return new Line(label, fitted, x, y);
    }
  }

  /** The generated data, the line that they were made from, and the one fitted to them. */
  public static Figure of(SeedProblem problem, Dataset data, Fit fit) {
    double[] x = data.features()[0];
    double slope = fit.coefficients()[0];
    String truth = "true: " + Equation.line(problem.slope(), problem.intercept());
    String answer = "fitted: " + Equation.line(slope, fit.intercept());
    Range over = Range.of(x);
    return over(
        "A line with noise, and the line fitted to it",
        data,
        List.of(
            Line.of(truth, false, problem.slope(), problem.intercept(), over),
            Line.of(answer, true, slope, fit.intercept(), over)));
  }

  /** One feature: the data and the fitted line. Several: predictions and residuals. */
  public static Figure of(Dataset data, Fit fit) {
    return data.featureCount() == 1 ? line(data, fit) : new Diagnosis(data, fit).figure();
  }

  private static Figure line(Dataset data, Fit fit) {
    double[] coefficients = fit.coefficients();
    Range over = Range.of(data.features()[0]);
    String equation =
        Equation.of(
            shortened(fit.target()),
            List.of(shortened(fit.features().getFirst())),
            coefficients,
            fit.model().intercept(),
            Numbers::significant);
    return over(
        equation,
        data,
        List.of(Line.of("fitted line", true, coefficients[0], fit.intercept(), over)));
  }

  /** The target over the only feature. */
  private static Figure over(String title, Dataset data, List<Line> lines) {
    double[] x = data.features()[0];
    Range up = Range.of(data.target());
    for (Line line : lines) {
      up = up.with(Range.of(line.y()));
    }
    var panel =
        new Panel(
            title,
            new Axis(shortened(data.featureNames().getFirst()), Range.of(x)),
            new Axis(shortened(data.targetName()), up),
            Points.of(rows(x.length, MOST_POINTS), x, data.target()),
            lines,
            false);
    return new Figure(title, "", List.of(panel));
  }

  static String shortened(String name) {
    String printable = Html.printable(name);
    int length = printable.codePointCount(0, printable.length());
    return length <= LONGEST_NAME
        ? printable
        : printable.substring(0, printable.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
  }

  /**
   * All rows, or of more than {@code most} one from each of equal stretches, which one being left
   * to chance, so that no pattern of the rows shows; the same at every call.
   */
  static IntStream rows(int n, int most) {
    if (n <= most) {
      return IntStream.range(0, n);
    }
    var random = new SplittableRandom(SEED);
    double stretch = (double) n / most;
    return IntStream.range(0, most)
        .map(i -> (int) Math.min(n - 1, (i + random.nextDouble()) * stretch));
  }

  /** From the least of some finite numbers to the greatest. */
  public record Range(double least, double greatest) {
    /** A smaller part of the numbers themselves is rounding. */
    private static final double ROUNDING = 1e-12;

    /** Ten to this is a number of full precision, and so is its inverse. */
    private static final int SMALLEST_POWER = -300;

    public static Range of(double[] values) {
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
}
