package regress.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A panel as a chart: black and white enough to be read without colours. */
final class PanelChart {
  static final Color TEXT = new Color(0x202020);
  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  /** Pixels around a picture. */
  static final int EDGE = 20;

  private static final Color GRID = new Color(0xe4e4e4);
  private static final BasicStroke SOLID = new BasicStroke(2.5f);
  private static final BasicStroke DASHED =
      new BasicStroke(
          2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {9, 6}, 0);
  private static final int FEW = 1_000;

  private PanelChart() {}

  /**
   * A square panel is painted twice: how much room its letters take is known only after the first
   * time.
   */
  static void paint(Figure.Panel panel, Graphics2D graphics, Dimension sides) {
    int width = sides.width;
    int height = sides.height;
    if (panel.square()) {
      XYChart trial = chart(panel, sides);
      trial.paint(
          new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics(), width, height);
      int excess = excess(trial, panel);
      width -= Math.max(0, excess);
      height += Math.min(0, excess);
    }
    chart(panel, sides).paint(graphics, width, height);
  }

  /** By how many pixels what is around the range is longer across than up. */
  private static int excess(XYChart painted, Figure.Panel panel) {
    Unit across = Unit.of(panel.across());
    Unit up = Unit.of(panel.up());
    double width =
        painted.getScreenXFromChart(across.range().greatest())
            - painted.getScreenXFromChart(across.range().least());
    double height =
        painted.getScreenYFromChart(up.range().least())
            - painted.getScreenYFromChart(up.range().greatest());
    return (int) Math.round((width - height) / painted.getStyler().getPlotContentSize());
  }

  private static XYChart chart(Figure.Panel panel, Dimension sides) {
    XYChart chart =
        new XYChartBuilder()
            .width(sides.width)
            .height(sides.height)
            .title(panel.title())
            .xAxisTitle(panel.across().label())
            .yAxisTitle(panel.up().label())
            .build();
    style(chart.getStyler());
    Unit across = Unit.of(panel.across());
    Unit up = Unit.of(panel.up());
    scale(chart.getStyler(), across, up);
    chart.getStyler().setXAxisTickMarkSpacingHint(sides.width / 8);
    if (panel.square()) {
      chart.getStyler().setYAxisTickMarkSpacingHint(sides.width / 8);
    }
    Figure.Points points = panel.points();
    chart.getStyler().setMarkerSize(points.x().length > FEW ? 3 : 7);
    chart
        .addSeries(points.label(), across.in(points.x()), up.in(points.y()))
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(Drawing.POINTS);
    for (Figure.Line line : panel.lines()) {
      XYSeries series = chart.addSeries(line.label(), across.in(line.x()), up.in(line.y()));
      series.setMarker(SeriesMarkers.NONE);
      series.setLineStyle(line.fitted() ? SOLID : DASHED);
      series.setLineColor(line.fitted() ? Drawing.FITTED_LINE : Drawing.OTHER_LINE);
    }
    return chart;
  }

  /** Numbers about 1, whatever the data are: XChart finds no marks for an axis of tiny ones. */
  private record Unit(Figure.Range range, int power) {
    static Unit of(Figure.Axis axis) {
      int power = axis.range().power();
      return new Unit(axis.range().dividedBy(Math.pow(10, power)).visible(), power);
    }

    double[] in(double[] values) {
      double unit = Math.pow(10, power);
      return DoubleStream.of(values).map(value -> value / unit).toArray();
    }

    String mark(double value) {
      return Numbers.onAxis(value, power);
    }
  }

  private static void scale(XYStyler style, Unit across, Unit up) {
    style.setXAxisMin(across.range().least()).setXAxisMax(across.range().greatest());
    style.setYAxisMin(up.range().least()).setYAxisMax(up.range().greatest());
    style.setXAxisTickLabelsFormattingFunction(across::mark);
    style.setYAxisTickLabelsFormattingFunction(up::mark);
  }

  private static void style(XYStyler style) {
    style.setBaseFont(FONT);
    style.setChartFontColor(TEXT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartTitleBoxVisible(false);
    style.setChartTitleFont(FONT.deriveFont(Font.BOLD, 16));
    style.setAxisTitleFont(FONT);
    style.setAxisTickLabelsFont(FONT.deriveFont(13f));
    style.setChartTitlePadding(12);
    style.setAxisTitlePadding(12);
    style.setYAxisLabelAlignment(TextAlignment.Right);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Vertical);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendBackgroundColor(Color.WHITE);
    style.setLegendFont(FONT);
    style.setLegendSeriesLineLength(40);
    style.setChartPadding(EDGE);
  }
}
