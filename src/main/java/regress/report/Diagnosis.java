package regress.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import regress.Fit;
import regress.data.Dataset;
import regress.report.Figure.Axis;
import regress.report.Figure.Line;
import regress.report.Figure.Panel;
import regress.report.Figure.Points;
import regress.report.Figure.Range;

/**
 * Pictures that tell whether a model of several features holds. Of very many rows they show a fair
 * part, and the rows with the lowest and the highest residuals, which tell most.
 */
final class Diagnosis {
  /** More points than a panel has room for. */
  static final int MOST_POINTS = 2_000;

  /** How many of the lowest residuals, and of the highest, are shown in any case. */
  static final int OUTERMOST = 50;

  private static final String POINT = "an observation";
  private static final double QUARTILE = 0.25;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final Dataset data;
  private final String target;
  private final double[] actual;
  private final double[] predicted;

  /** The rows that are shown, the lowest residual first. */
  private final int[] shown;

  Diagnosis(Dataset data, Fit fit) {
    this.data = data;
    this.target = Figure.shortened(fit.target());
    this.actual = data.target();
    this.predicted = fit.predict(data);
    var rows = new TreeSet<>(Comparator.comparingDouble(this::residual).thenComparing(row -> row));
    Figure.rows(actual.length, MOST_POINTS).forEach(rows::add);
    if (rows.size() < actual.length) {
      rows.addAll(outermost(this::residual));
      rows.addAll(outermost(row -> -residual(row)));
    }
    this.shown = rows.stream().mapToInt(row -> row).toArray();
  }

  Figure figure() {
    Range predictions = range(row -> predicted[row]);
    Range both = predictions.with(range(row -> actual[row]));
    Axis residuals = new Axis("residual of " + target, range(this::residual).with(new Range(0, 0)));
    return new Figure(
        target + " by " + data.featureCount() + " features",
        note(),
        List.of(
            new Panel(
                "Predicted against actual",
                new Axis("actual " + target, both),
                new Axis("predicted " + target, both),
                points(row -> actual[row], row -> predicted[row]),
                List.of(Line.of("predicted = actual", true, 1, 0, both)),
                true),
            new Panel(
                "Residuals against predicted",
                new Axis("predicted " + target, predictions),
                residuals,
                points(row -> predicted[row], this::residual),
                List.of(Line.of("no residual", true, 0, 0, predictions)),
                false),
            quantiles(residuals)));
  }

  private String note() {
    String some =
        shown.length == actual.length
            ? ""
            : ", a fair part and the %s lowest and highest residuals".formatted(OUTERMOST);
    return "%s%s. A residual is the actual value less the predicted one."
        .formatted(Points.count(shown.length, actual.length), some);
  }

  private Panel quantiles(Axis residuals) {
    double[] chances = IntStream.range(0, shown.length).mapToDouble(this::chance).toArray();
    double[] normal = Arrays.stream(chances).map(NORMAL::inverseCumulativeProbability).toArray();
    double[] sorted = Arrays.stream(shown).mapToDouble(this::residual).toArray();
    double low = at(QUARTILE, chances, sorted);
    double high = at(1 - QUARTILE, chances, sorted);
    double slope = (low - high) / (2 * NORMAL.inverseCumulativeProbability(QUARTILE));
    Range across = Range.of(normal);
    Line line = Line.of("normal, by the quartiles", true, slope, (low + high) / 2, across);
    return new Panel(
        "Normal quantiles of the residuals",
        new Axis("normal quantile", across),
        new Axis(residuals.label(), residuals.range().with(Range.of(line.y()))),
        new Points(POINT, normal, sorted),
        List.of(line),
        false);
  }

  /**
   * The part of all residuals that is lower than that of a row shown; estimated between the
   * outermost, where not all rows are shown.
   */
  private double chance(int place) {
    int n = actual.length;
    int out = shown.length == n ? 0 : OUTERMOST;
    int above = shown.length - 1 - place;
    double lower =
        place < out
            ? place
            : above < out
                ? n - 1 - above
                : out - 0.5 + (place - out + 0.5) * (n - 2.0 * out) / (shown.length - 2.0 * out);
    return (lower + 0.5) / n;
  }

  /** The value at a chance, on the line between its two neighbours. */
  private static double at(double chance, double[] chances, double[] values) {
    int next = 0;
    while (next < chances.length - 1 && chances[next] < chance) {
      next++;
    }
    int before = Math.max(0, next - 1);
    double part =
        next == before ? 0 : (chance - chances[before]) / (chances[next] - chances[before]);
    return values[before] + part * (values[next] - values[before]);
  }

  /** The rows of the greatest values. */
  private PriorityQueue<Integer> outermost(IntToDoubleFunction value) {
    var found = new PriorityQueue<Integer>(Comparator.comparingDouble(value::applyAsDouble));
    for (int row = 0; row < actual.length; row++) {
      if (found.size() < OUTERMOST) {
        found.add(row);
      } else if (value.applyAsDouble(row) > value.applyAsDouble(found.element())) {
        found.remove();
        found.add(row);
      }
    }
    return found;
  }

  private Points points(IntToDoubleFunction x, IntToDoubleFunction y) {
    return new Points(
        POINT,
        Arrays.stream(shown).mapToDouble(x).toArray(),
        Arrays.stream(shown).mapToDouble(y).toArray());
  }

  private Range range(IntToDoubleFunction value) {
    return Range.of(Arrays.stream(shown).mapToDouble(value).toArray());
  }

  private double residual(int row) {
    return actual[row] - predicted[row];
  }
}
