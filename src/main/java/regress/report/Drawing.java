package regress.report;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSOutput;

/** Figures as pictures: black and white enough to be read without colours. */
public final class Drawing {
  public static final int WIDTH = 800;
  public static final int HEIGHT = 600;

  /** Pixels of a PNG to a unit of the drawing: screens and printers have them. */
  public static final int SHARPNESS = 2;

  /** Inks of different lightness. */
  public static final Color POINTS = new Color(0x7396c0);

  public static final Color OTHER_LINE = new Color(0xb03a05);
  public static final Color FITTED_LINE = new Color(0x10204a);

  private static final Color TEXT = new Color(0x202020);
  private static final Color GRID = new Color(0xe4e4e4);
  private static final BasicStroke SOLID = new BasicStroke(2.5f);
  private static final BasicStroke DASHED =
      new BasicStroke(
          2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {9, 6}, 0);
  private static final int FEW = 1_000;
  private static final String SVG = "http://www.w3.org/2000/svg";

  /** What can be drawn, by the ending of a file's name in lower case. */
  public enum Format {
    PNG,
    SVG;

    /** Whether a file of that name is to hold it. */
    public boolean isOf(String file) {
      return file.toLowerCase(Locale.ROOT).endsWith("." + name().toLowerCase(Locale.ROOT));
    }
  }

  private Drawing() {}

  /** The bytes of a picture, where this machine can draw: it may lack fonts, or part of a Java. */
  public static byte[] of(Figure figure, Format format) throws IOException {
    System.setProperty("java.awt.headless", "true");
    try {
      return format == Format.PNG ? png(figure) : svg(figure);
    } catch (ParserConfigurationException
        | RuntimeException
        | LinkageError
        | InternalError
        | AWTError e) {
      throw new IOException("this Java cannot draw here (" + e + ")", e);
    }
  }

  private static byte[] png(Figure figure) throws IOException {
    var image =
        new BufferedImage(WIDTH * SHARPNESS, HEIGHT * SHARPNESS, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SHARPNESS, SHARPNESS);
    chart(figure).paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Letters become shapes, the same on every machine; title and description keep the words. */
  private static byte[] svg(Figure figure) throws ParserConfigurationException {
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
    var graphics = new SVGGraphics2D(document);
    graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
    chart(figure).paint(graphics, WIDTH, HEIGHT);
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + WIDTH + " " + HEIGHT);
    root.setAttribute("role", "img");
    root.insertBefore(words(document, "desc", description(figure)), root.getFirstChild());
    root.insertBefore(words(document, "title", figure.title()), root.getFirstChild());
    return serialized(document, root);
  }

  private static byte[] serialized(Document document, Element root) {
    var implementation = (DOMImplementationLS) document.getImplementation();
    var bytes = new ByteArrayOutputStream();
    LSOutput output = implementation.createLSOutput();
    output.setByteStream(bytes);
    output.setEncoding("UTF-8");
    implementation.createLSSerializer().write(root, output);
    return bytes.toByteArray();
  }

  private static Element words(Document document, String tag, String text) {
    Element element = document.createElementNS(SVG, tag);
    element.setTextContent(text);
    return element;
  }

  private static String description(Figure figure) {
    var parts = new ArrayList<String>();
    parts.add(figure.up().label() + " over " + figure.across().label());
    parts.add(figure.points().label());
    figure.lines().forEach(line -> parts.add(line.label()));
    return String.join("; ", parts);
  }

  private static XYChart chart(Figure figure) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(figure.title())
            .xAxisTitle(figure.across().label())
            .yAxisTitle(figure.up().label())
            .build();
    style(chart.getStyler());
    Unit across = Unit.of(figure.across());
    Unit up = Unit.of(figure.up());
    scale(chart.getStyler(), across, up);
    Figure.Points points = figure.points();
    chart.getStyler().setMarkerSize(points.x().length > FEW ? 3 : 7);
    chart
        .addSeries(points.label(), across.in(points.x()), up.in(points.y()))
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(POINTS);
    for (Figure.Line line : figure.lines()) {
      XYSeries series = chart.addSeries(line.label(), across.in(line.x()), up.in(line.y()));
      series.setMarker(SeriesMarkers.NONE);
      series.setLineStyle(line.fitted() ? SOLID : DASHED);
      series.setLineColor(line.fitted() ? FITTED_LINE : OTHER_LINE);
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
    style.setXAxisTickMarkSpacingHint(90);
  }

  private static void style(XYStyler style) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    style.setBaseFont(font);
    style.setChartFontColor(TEXT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartTitleBoxVisible(false);
    style.setChartTitleFont(font.deriveFont(Font.BOLD, 16));
    style.setAxisTitleFont(font);
    style.setAxisTickLabelsFont(font.deriveFont(13f));
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
    style.setLegendFont(font);
    style.setLegendSeriesLineLength(40);
    style.setChartPadding(20);
  }
}
