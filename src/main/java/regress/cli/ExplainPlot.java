package regress.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Time of a fit against the number of rows: a line for each mode, a point for each measurement. */
final class ExplainPlot {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;
  private static final double STEP = 1.25;

  private ExplainPlot() {}

  /** Writes a PNG file. */
  static void draw(ExplainReport report, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(report.engine() + " on " + report.devices() + ", " + report.precision())
            .xAxisTitle("rows")
            .yAxisTitle("seconds for " + Numbers.count(report.epochs()) + " epochs")
            .build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    double[] rows =
        DoubleStream.iterate(ExplainReport.FEWEST, n -> n <= ExplainReport.MOST, n -> n * STEP)
            .toArray();
    for (Explanation explanation : report.rows()) {
      line(chart, report, explanation, rows);
      explanation.measuredNanos().ifPresent(nanos -> point(chart, report, explanation, nanos));
    }
    ChartEncoder.saveChart(chart, file.toString(), "png");
  }

  private static void line(
      XYChart chart, ExplainReport report, Explanation explanation, double[] rows) {
    int p = report.data().featureCount();
    var mode = explanation.mode();
    double[] seconds =
        DoubleStream.of(rows)
            .map(
                n ->
                    report.prediction().nanos(mode, (long) n, p, report.epochs()).orElseThrow()
                        / 1e9)
            .toArray();
    chart
        .addSeries(explanation.mode() + ", predicted", rows, seconds)
        .setMarker(SeriesMarkers.NONE);
  }

  private static void point(
      XYChart chart, ExplainReport report, Explanation explanation, double nanos) {
    chart
        .addSeries(
            explanation.mode() + ", measured",
            new double[] {report.data().samples()},
            new double[] {nanos / 1e9})
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
  }
}
