package regress.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Element;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSOutput;
import org.w3c.dom.ls.LSSerializer;

/** Figures as pictures. */
public final class Drawing {
  /** Of a picture of one panel. */
  public static final int WIDTH = 800;

  public static final int HEIGHT = 600;

  /** Of each panel of several, so many beside each other, and of what stands above them. */
  public static final int COLUMNS = 4;

  public static final int PANEL_WIDTH = 440;

  public static final int PANEL_HEIGHT = 500;
  public static final int HEAD = 64;

  /** More are too small to read in one picture. */
  public static final int MOST_PANELS = 12;

  /** Pixels of a PNG to a unit of the drawing: screens and printers have them. */
  public static final int SHARPNESS = 2;

  /** Inks of different lightness. */
  public static final Color POINTS = new Color(0x7396c0);

  public static final Color OTHER_LINE = new Color(0xb03a05);
  public static final Color FITTED_LINE = new Color(0x10204a);

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
    if (figure.panels().isEmpty()) {
      throw new IOException("there is no model to draw");
    }
    return drawn(() -> format == Format.PNG ? png(figure) : bytes(svg(figure), true));
  }

  /** Each panel as an SVG element; no id stands in two of them, and all begin with a word. */
  static List<String> panels(Figure figure, String word) throws IOException {
    return drawn(
        () -> {
          SVGGeneratorContext context = context();
          context.setIDGenerator(
              new SVGIDGenerator() {
                @Override
                public String generateID(String kind) {
                  return super.generateID(word + kind);
                }
              });
          List<String> all = new ArrayList<>();
          for (Figure.Panel panel : figure.panels()) {
            all.add(new String(bytes(svg(panel, sides(figure), context), false), UTF_8));
          }
          return all;
        });
  }

  private static <T> T drawn(Callable<T> drawing) throws IOException {
    System.setProperty("java.awt.headless", "true");
    try {
      return drawing.call();
    } catch (IOException e) {
      throw e;
    } catch (Exception | LinkageError | InternalError | AWTError e) {
      throw new IOException("this Java cannot draw here (" + e + ")", e);
    }
  }

  /** Of a panel. */
  private static Dimension sides(Figure figure) {
    return isSingle(figure)
        ? new Dimension(WIDTH, HEIGHT)
        : new Dimension(PANEL_WIDTH, PANEL_HEIGHT);
  }

  private static Dimension size(Figure figure) {
    Dimension one = sides(figure);
    int panels = figure.panels().size();
    return isSingle(figure)
        ? one
        : new Dimension(
            one.width * Math.min(panels, COLUMNS),
            one.height * Math.ceilDiv(panels, COLUMNS) + HEAD);
  }

  /** Of a panel's upper left corner, below what stands above all. */
  private static Point place(int panel) {
    return new Point(panel % COLUMNS * PANEL_WIDTH, HEAD + panel / COLUMNS * PANEL_HEIGHT);
  }

  private static boolean isSingle(Figure figure) {
    return figure.panels().size() == 1;
  }

  private static byte[] png(Figure figure) throws IOException {
    Dimension size = size(figure);
    var image =
        new BufferedImage(
            size.width * SHARPNESS, size.height * SHARPNESS, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SHARPNESS, SHARPNESS);
    paintHead(figure, graphics);
    Dimension sides = sides(figure);
    for (int i = 0; i < figure.panels().size(); i++) {
      Point at = isSingle(figure) ? new Point() : place(i);
      var part = (Graphics2D) graphics.create(at.x, at.y, sides.width, sides.height);
      PanelChart.paint(figure.panels().get(i), part, sides);
    }
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Title and note above several panels. */
  private static void paintHead(Figure figure, Graphics2D graphics) {
    if (isSingle(figure)) {
      return;
    }
    Dimension size = size(figure);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, size.width, size.height);
    graphics.setColor(PanelChart.TEXT);
    graphics.setFont(PanelChart.FONT.deriveFont(Font.BOLD, 18));
    graphics.drawString(figure.title(), PanelChart.EDGE, 34);
    graphics.setFont(PanelChart.FONT);
    graphics.drawString(figure.note(), PanelChart.EDGE, 56);
  }

  /** Letters become shapes, the same on every machine; title and description keep the words. */
  private static Element svg(Figure figure) throws ParserConfigurationException {
    SVGGeneratorContext context = context();
    if (isSingle(figure)) {
      return svg(figure.panels().getFirst(), sides(figure), context);
    }
    var graphics = new SVGGraphics2D(context, true);
    paintHead(figure, graphics);
    Element root = root(graphics, size(figure), figure.title(), figure.note());
    for (int i = 0; i < figure.panels().size(); i++) {
      Element panel = svg(figure.panels().get(i), sides(figure), context);
      panel.setAttribute("x", "" + place(i).x);
      panel.setAttribute("y", "" + place(i).y);
      root.appendChild(panel);
    }
    return root;
  }

  private static SVGGeneratorContext context() throws ParserConfigurationException {
    return SVGGeneratorContext.createDefault(
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument());
  }

  private static Element svg(Figure.Panel panel, Dimension sides, SVGGeneratorContext context) {
    var graphics = new SVGGraphics2D(context, true);
    PanelChart.paint(panel, graphics, sides);
    return root(graphics, sides, panel.title(), description(panel));
  }

  private static Element root(SVGGraphics2D graphics, Dimension sides, String title, String words) {
    graphics.setSVGCanvasSize(sides);
    Element root = graphics.getRoot();
    ((Element) root.getElementsByTagName("defs").item(0)).removeAttribute("id"); // Always the same.
    root.setAttribute("viewBox", "0 0 " + sides.width + " " + sides.height);
    root.setAttribute("role", "img");
    root.insertBefore(words(root, "desc", words), root.getFirstChild());
    root.insertBefore(words(root, "title", title), root.getFirstChild());
    return root;
  }

  private static byte[] bytes(Element root, boolean isFile) {
    var implementation = (DOMImplementationLS) root.getOwnerDocument().getImplementation();
    var bytes = new ByteArrayOutputStream();
    LSOutput output = implementation.createLSOutput();
    output.setByteStream(bytes);
    output.setEncoding("UTF-8");
    LSSerializer serializer = implementation.createLSSerializer();
    serializer.getDomConfig().setParameter("xml-declaration", isFile);
    serializer.write(root, output);
    return bytes.toByteArray();
  }

  private static Element words(Element root, String tag, String text) {
    Element element = root.getOwnerDocument().createElementNS(SVG, tag);
    element.setTextContent(text);
    return element;
  }

  private static String description(Figure.Panel panel) {
    var parts = new ArrayList<String>();
    parts.add(panel.up().label() + " over " + panel.across().label());
    parts.add(panel.points().label());
    panel.lines().forEach(line -> parts.add(line.label()));
    return String.join("; ", parts);
  }
}
