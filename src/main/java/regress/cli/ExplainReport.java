package regress.cli;

import static java.util.stream.Collectors.joining;
import static regress.cli.TextTable.Column.left;
import static regress.cli.TextTable.Column.right;

import java.util.List;
import java.util.Locale;
import regress.data.Dataset;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Prediction;

/**
 * Costs of all modes for one table.
 *
 * @param data the table
 * @param epochs epochs of each fit
 * @param precision type of data and coefficients
 * @param engine name of the engine
 * @param prediction what predicts
 * @param rows one for each mode
 */
record ExplainReport(
    Dataset data,
    int epochs,
    Precision precision,
    String engine,
    Prediction prediction,
    List<Explanation> rows) {

  /** Numbers of rows between which crossovers are looked for. */
  static final long FEWEST = 10;

  static final long MOST = 100_000_000;

  private static final double STEP = 1.02;

  /** The costs, the choice, and from how many rows on another mode is faster. */
  String text() {
    var columns =
        List.of(
            left("mode"), left("device"), right("predicted"), right("measured"), left("choice"));
    return caption()
        + "\n"
        + TextTable.format(columns, rows.stream().map(this::cells).toList())
        + "\n"
        + crossovers();
  }

  private String caption() {
    return String.format(
        Locale.ROOT,
        "%s rows, %s, %s, %s epochs, on %s (%s), all data there already\n",
        Numbers.count(data.samples()),
        data.featureCount() == 1 ? "1 feature" : data.featureCount() + " features",
        precision,
        Numbers.count(epochs),
        devices(),
        engine);
  }

  /** The names of the devices, each once. */
  String devices() {
    return rows.stream().map(row -> row.device().name()).distinct().collect(joining(" and "));
  }

  private List<String> cells(Explanation row) {
    Mode choice = fastest(data.samples());
    return List.of(
        row.mode().toString(),
        row.device().id(),
        Numbers.time(row.predictedNanos()),
        row.measuredNanos().isPresent() ? Numbers.time(row.measuredNanos().getAsDouble()) : "-",
        row.mode() == choice ? "auto" : "");
  }

  private Mode fastest(long samples) {
    return prediction.fastest(samples, data.featureCount(), epochs).orElseThrow();
  }

  private String crossovers() {
    var text = new StringBuilder();
    Mode now = fastest(FEWEST);
    text.append("fastest, predicted: ").append(now);
    for (double n = FEWEST; n < MOST; n = Math.max(n + 1, n * STEP)) {
      Mode next = fastest((long) n);
      if (next != now) {
        text.append("; from ").append(Numbers.count((long) n)).append(" rows on ").append(next);
        now = next;
      }
    }
    return text.append("\n").toString();
  }
}
