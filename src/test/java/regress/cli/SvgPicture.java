package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.Color;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A drawing as a reader of SVG sees it. */
final class SvgPicture {
  /** Coordinates have four decimals, and those of a circle's edge are rounded once more. */
  private static final double NEAR = 0.02;

  private final Element root;

  SvgPicture(Path file) throws Exception {
    this(
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement());
  }

  private SvgPicture(Element root) {
    this.root = root;
    assertThat(root.getTagName()).isEqualTo("svg");
  }

  /** Those that stand in a picture of several. */
  List<SvgPicture> panels() {
    return elements("svg").map(SvgPicture::new).toList();
  }

  /** Title and description. */
  String words() {
    return text("title") + "\n" + text("desc");
  }

  private String text(String tag) {
    return root.getElementsByTagName(tag).item(0).getTextContent();
  }

  /** Centres of the points but the legend's, which is the lowest, in the order of drawing. */
  List<double[]> points() {
    List<double[]> all = elements("circle").map(circle -> numbers(circle, "cx", "cy")).toList();
    double lowest = all.stream().mapToDouble(at -> at[1]).max().orElseThrow();
    return all.stream().filter(at -> at[1] != lowest).toList();
  }

  /** The ends of the longest line in an ink: x, y, x, y. */
  double[] line(Color ink) {
    String stroke = "rgb(" + ink.getRed() + "," + ink.getGreen() + "," + ink.getBlue() + ")";
    return elements("line")
        .filter(line -> inherited(line, "stroke").equals(stroke))
        .map(line -> numbers(line, "x1", "y1", "x2", "y2"))
        .max(Comparator.comparingDouble(ends -> Math.abs(ends[2] - ends[0])))
        .orElseThrow();
  }

  /** Every point is where its values are, between those of the least and the greatest. */
  void assertPoints(double[] x, double[] y) {
    List<double[]> points = points();
    assertThat(points).hasSize(x.length);
    Axis across = axis(x, at -> at[0]);
    Axis up = axis(y, at -> at[1]);
    for (int i = 0; i < x.length; i++) {
      assertThat(points.get(i)[0]).isCloseTo(across.place(x[i]), within(NEAR));
      assertThat(points.get(i)[1]).isCloseTo(up.place(y[i]), within(NEAR));
    }
    assertThat(across.pixels()).isGreaterThan(side("width") / 4);
    assertThat(up.pixels()).isLessThan(-side("height") / 4);
  }

  private double side(String name) {
    return Double.parseDouble(root.getAttribute(name));
  }

  /** A unit is as long across as up, to a pixel or so. */
  void assertSquare(double[] x, double[] y) {
    Axis across = axis(x, at -> at[0]);
    Axis up = axis(y, at -> at[1]);
    double unit = across.pixels() / (across.greatest - across.least);
    assertThat(-up.pixels() / (up.greatest - up.least)).isCloseTo(unit, withinPercentage(1));
  }

  /** A line goes from the least x to the greatest, at these heights. */
  void assertLine(Color ink, double[] x, double[] y, double slope, double intercept) {
    Axis across = axis(x, at -> at[0]);
    Axis up = axis(y, at -> at[1]);
    double[] line = line(ink);
    for (int end = 0; end < 2; end++) {
      double at = end == 0 ? across.least : across.greatest;
      assertThat(line[2 * end]).isCloseTo(across.place(at), within(NEAR));
      assertThat(line[2 * end + 1]).isCloseTo(up.place(intercept + slope * at), within(NEAR));
    }
  }

  /** Two numbers and where they are drawn. */
  private record Axis(double least, double greatest, double from, double to) {
    double place(double value) {
      return from + (value - least) / (greatest - least) * pixels();
    }

    double pixels() {
      return to - from;
    }
  }

  private Axis axis(double[] values, ToDoubleFunction<double[]> coordinate) {
    int least = first(values, DoubleStream.of(values).min().orElseThrow());
    int greatest = first(values, DoubleStream.of(values).max().orElseThrow());
    List<double[]> points = points();
    return new Axis(
        values[least],
        values[greatest],
        coordinate.applyAsDouble(points.get(least)),
        coordinate.applyAsDouble(points.get(greatest)));
  }

  private static int first(double[] values, double value) {
    return IntStream.range(0, values.length)
        .filter(i -> values[i] == value)
        .findFirst()
        .orElseThrow();
  }

  private Stream<Element> elements(String tag) {
    NodeList found = root.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  private static double[] numbers(Element element, String... names) {
    return Stream.of(names)
        .mapToDouble(name -> Double.parseDouble(element.getAttribute(name)))
        .toArray();
  }

  private static String inherited(Element element, String name) {
    for (Node at = element; at instanceof Element here; at = at.getParentNode()) {
      if (here.hasAttribute(name)) {
        return here.getAttribute(name);
      }
    }
    return "";
  }
}
