package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.Fit;
import regress.LongForm;
import regress.Regression;
import regress.data.Dataset;
import regress.data.SeedProblem;
import regress.report.Drawing;
import regress.report.Figure;
import regress.report.Numbers;

class DrawingTest {
  /** How many of random data, or of random names. */
  private static final int DRAWINGS = LongForm.ASKED ? 15 : 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 100, 3, 1, 0.5", "2, 7, -2e6, 1e9, 1e5", "3, 1000, 1e-9, -3e-9, 1e-10"})
  void seedShowsItsDataTheFittedLineAndTheTrueOne(
      long seed, int n, double slope, double intercept, double noise) throws Exception {
    Ran ran =
        Ran.of(
            "seed",
            "--engine=reference",
            "--precision=float64",
            "--seed=" + seed,
            "--n=" + n,
            "--slope=" + slope,
            "--intercept=" + intercept,
            "--noise=" + noise,
            "--plot=" + folder.resolve("seed.svg"));
    assertThat(ran.status()).as(ran.err()).isZero();
    Dataset data = new SeedProblem(seed, n, slope, intercept, noise).dataset();
    Fit fit = Regression.squared().engine("reference").fit(data);
    double[] x = data.features()[0];
    var picture = new SvgPicture(folder.resolve("seed.svg"));
    picture.assertPoints(x, data.target());
    picture.assertLine(
        Drawing.FITTED_LINE, x, data.target(), fit.coefficients()[0], fit.intercept());
    picture.assertLine(Drawing.OTHER_LINE, x, data.target(), slope, intercept);
    assertThat(picture.words())
        .contains("y over x", Numbers.count(n) + " observations", "fitted: y = ");
  }

  @Test
  void oneFeatureShowsItsLineAndSeveralHowWellTheyDo() throws Exception {
    var random = new SplittableRandom(7);
    double[][] features = new double[2][50];
    double[] target = new double[50];
    var text = new StringBuilder("a <b>,c & d,größe\n");
    for (int i = 0; i < target.length; i++) {
      features[0][i] = random.nextDouble(-5, 5);
      features[1][i] = random.nextDouble(1e3, 2e3);
      target[i] = 2 * features[0][i] + 0.01 * features[1][i] + random.nextGaussian();
      text.append(features[0][i] + "," + features[1][i] + "," + target[i] + "\n");
    }
    Path table = Files.writeString(folder.resolve("t.csv"), text);
    Path one = fit(table, "one.svg", "--features=a <b>");
    Path two = fit(table, "two.SVG");

    Regression options = Regression.squared().engine("reference");
    double[] x = features[0];
    Fit line = options.fit(Dataset.of(new double[][] {x}, target));
    var first = new SvgPicture(one);
    first.assertPoints(x, target);
    first.assertLine(Drawing.FITTED_LINE, x, target, line.coefficients()[0], line.intercept());
    assertThat(first.words()).contains("größe over a <b>", "50 observations", "fitted line");

    Dataset both = Dataset.of(features, target);
    double[] predicted = options.fit(both).predict(both);
    int[] order = order(target, predicted);
    double[] actual = at(order, target);
    double[] said = at(order, predicted);
    double[] residuals = IntStream.range(0, 50).mapToDouble(i -> actual[i] - said[i]).toArray();
    var several = new SvgPicture(two);
    assertThat(several.words())
        .contains(
            "größe by 2 features", "50 observations. A residual is the actual value less the");
    List<SvgPicture> panels = several.panels();
    panels.get(0).assertPoints(actual, said);
    panels.get(0).assertSquare(actual, said);
    double[] diagonal = panels.get(0).line(Drawing.FITTED_LINE);
    assertThat(diagonal[1] - diagonal[3]).isCloseTo(diagonal[2] - diagonal[0], withinPercentage(1));
    panels.get(1).assertPoints(said, residuals);
    panels.get(1).assertLine(Drawing.FITTED_LINE, said, residuals, 0, 0);
    panels.get(2).assertPoints(normalQuantiles(50), residuals);
    assertThat(panels).hasSize(3);
    assertThat(panels.get(0).words()).contains("predicted größe over actual größe", "= actual");
    assertThat(panels.get(1).words()).contains("residual of größe over predicted", "no residual");
    assertThat(panels.get(2).words()).contains("over normal quantile", "an observation");
  }

  /** The first row is the same in all groups; where that is drawn tells of the axes. */
  @Test
  void groupsHaveAPanelEachAndSameAxes() throws Exception {
    var text = new StringBuilder("g,x,größe\n9,1,1\n");
    for (int g = 1; g <= 5; g++) {
      text.append("%1$d,5,5\n%1$d,%1$d,%2$d\n%1$d,7,%1$d\n".formatted(g, 3 * g));
    }
    Path table = Files.writeString(folder.resolve("t.csv"), text);
    Path file = folder.resolve("groups.svg");
    Ran ran = Ran.run("fit", table, "--target=größe", "--by=g", "--plot=" + file);
    assertThat(ran.status()).isEqualTo(1);
    var picture = new SvgPicture(file);
    assertThat(picture.words()).contains("größe by g, 6 groups", "1 group has no model.");
    assertThat(picture.panels()).hasSize(5);
    double[] first = picture.panels().getFirst().points().getFirst();
    for (int g = 0; g < 5; g++) {
      SvgPicture panel = picture.panels().get(g);
      assertThat(panel.words()).startsWith("g " + (g + 1)).contains("größe over x");
      assertThat(panel.points()).hasSize(3);
      assertThat(panel.points().getFirst()).containsExactly(first, within(0.1));
    }
    assertThat(file).content().contains(" y=\"564\"").doesNotContain(" x=\"1760\"");
  }

  /** Rows, the lowest residual first. */
  private static int[] order(double[] actual, double[] predicted) {
    return IntStream.range(0, actual.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> actual[i] - predicted[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static double[] at(int[] rows, double[] values) {
    return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] normalQuantiles(int n) {
    var normal = new org.apache.commons.math3.distribution.NormalDistribution();
    return IntStream.range(0, n)
        .mapToDouble(i -> normal.inverseCumulativeProbability((i + 0.5) / n))
        .toArray();
  }

  /** The residual of a row is what it adds to a straight line: most are normal, three are wild. */
  @Test
  void ofVeryManyRowsThoseThatLieOutermostAreShown() throws Exception {
    var random = new SplittableRandom(8);
    int n = 30_000;
    double[][] features = new double[2][n];
    double[] target = new double[n];
    for (int i = 0; i < n; i++) {
      features[0][i] = random.nextDouble();
      features[1][i] = random.nextDouble();
      target[i] = features[0][i] + features[1][i] + random.nextGaussian();
    }
    target[17] = 60;
    target[18] = -70;
    target[29_999] = 65;
    Dataset data = Dataset.of(features, target);
    Figure figure = Figure.of(data, Regression.squared().engine("jvm").fit(data));
    List<Figure.Panel> panels = figure.panels();
    double[] quantiles = panels.get(2).points().x();
    double[] residuals = panels.get(2).points().y();
    int shown = residuals.length;
    assertThat(shown).isBetween(2_050, 2_100);
    assertThat(panels.get(0).points().x()).hasSize(shown).contains(60, -70, 65);
    assertThat(figure.note()).startsWith(Numbers.count(shown) + " of 30,000 observations, ");
    assertThat(residuals[0]).isCloseTo(-71, within(1.1));
    assertThat(residuals[shown - 1]).isCloseTo(64, within(1.1));
    // The sample's share of the rows is its share of the chances, and the rest is as normal says.
    assertThat(quantiles[0]).isCloseTo(normalQuantiles(n)[0], within(1e-9));
    assertThat(quantiles[shown - 2]).isCloseTo(normalQuantiles(n)[n - 2], within(1e-9));
    for (int i = 60; i < shown - 60; i++) {
      assertThat(residuals[i]).isCloseTo(quantiles[i], within(0.2));
    }
    double[] line = panels.get(2).lines().getFirst().y();
    assertThat(line[1] - line[0]).isCloseTo(2 * quantiles[shown - 1], within(0.3));
  }

  private Path fit(Path table, String picture, String... more) {
    Path file = folder.resolve(picture);
    String[] args = {"fit", table.toString(), "--target=größe", "--engine=reference", "--plot"};
    var all = new ArrayList<>(List.of(args));
    all.add(file.toString());
    all.addAll(List.of(more));
    Ran ran = Ran.of(all.toArray(String[]::new));
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("größe = ");
    return file;
  }

  /** The same place as in the SVG, whose points are where the data say. */
  @Test
  void aPngIsTheSamePicture() throws Exception {
    Path svg = folder.resolve("seed.svg");
    Path png = folder.resolve("seed.png");
    Ran.of("seed", "--engine=jvm", "--plot=" + svg);
    Ran.of("seed", "--engine=jvm", "--plot=" + png);
    BufferedImage image = ImageIO.read(png.toFile());
    int sharpness = Drawing.SHARPNESS;
    assertThat(image.getWidth()).isEqualTo(Drawing.WIDTH * sharpness);
    assertThat(image.getHeight()).isEqualTo(Drawing.HEIGHT * sharpness);
    assertThat(share(image, Color.WHITE)).isBetween(0.85, 0.99);
    var picture = new SvgPicture(svg);
    double[] line = picture.line(Drawing.FITTED_LINE);
    for (double part = 0.05; part < 1; part += 0.1) {
      double x = line[0] + part * (line[2] - line[0]);
      double y = line[1] + part * (line[3] - line[1]);
      assertThat(isNear(image, x, y, Drawing.FITTED_LINE)).isTrue();
    }
    for (double[] point : picture.points()) {
      assertThat(
              isNear(image, point[0], point[1], Drawing.POINTS)
                  || isNear(image, point[0], point[1], Drawing.FITTED_LINE)
                  || isNear(image, point[0], point[1], Drawing.OTHER_LINE))
          .isTrue();
    }
    assertThat(share(image, Drawing.OTHER_LINE)).isPositive();
  }

  private static double share(BufferedImage image, Color ink) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return (double) IntStream.of(pixels).filter(pixel -> pixel == ink.getRGB()).count()
        / pixels.length;
  }

  /** Within a unit of the drawing: letters, which set the margins, may be wider in pixels. */
  private static boolean isNear(BufferedImage image, double x, double y, Color ink) {
    int reach = Drawing.SHARPNESS;
    for (int dx = -reach; dx <= reach; dx++) {
      for (int dy = -reach; dy <= reach; dy++) {
        int column = (int) Math.round(x * Drawing.SHARPNESS) + dx;
        int row = (int) Math.round(y * Drawing.SHARPNESS) + dy;
        if (image.getRGB(column, row) == ink.getRGB()) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void inksAreToldApartWithoutColours() {
    List<Color> inks =
        List.of(Color.WHITE, Drawing.POINTS, Drawing.OTHER_LINE, Drawing.FITTED_LINE);
    for (int i = 1; i < inks.size(); i++) {
      assertThat(luminance(inks.get(i - 1)) / luminance(inks.get(i))).isGreaterThan(1.7);
    }
    assertThat(luminance(Color.WHITE) / luminance(Drawing.POINTS)).isGreaterThan(2.5);
  }

  /** As the guidelines for the web's contrast have it, the flare of a screen included. */
  private static double luminance(Color ink) {
    float[] parts = ink.getColorComponents(ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB), null);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05;
  }

  @Test
  void ofVeryManyRowsAFairPartIsShownTheSameEachTime() throws Exception {
    Path file = folder.resolve("many.svg");
    String[] args = {
      "seed", "--engine=reference", "--precision=float64", "--n=20001", "--plot=" + file
    };
    assertThat(Ran.of(args).status()).isZero();
    byte[] first = Files.readAllBytes(file);
    assertThat(Ran.of(args).status()).isZero();
    assertThat(file).hasBinaryContent(first);
    var picture = new SvgPicture(file);
    assertThat(picture.points()).hasSize(Figure.MOST_POINTS);
    assertThat(picture.words()).contains("5,000 of 20,001 observations");
  }

  @Test
  void thePartComesFromAllRowsAndFollowsNoPattern() {
    int n = 4 * Figure.MOST_POINTS;
    double[] x = IntStream.range(0, n).asDoubleStream().toArray();
    double[] y = DoubleStream.of(x).map(row -> row % 4).toArray();
    Dataset data = Dataset.of(new double[][] {x}, y);
    Figure.Points points =
        Figure.of(data, Regression.squared().engine("reference").fit(data))
            .panels()
            .getFirst()
            .points();
    for (int i = 0; i < Figure.MOST_POINTS; i++) {
      assertThat(points.x()[i]).isBetween(4.0 * i, 4.0 * i + 3);
      assertThat(points.y()[i]).isEqualTo(points.x()[i] % 4);
    }
    for (int kind = 0; kind < 4; kind++) {
      double wanted = kind;
      assertThat(DoubleStream.of(points.y()).filter(value -> value == wanted).count())
          .isBetween(1_000L, 1_500L);
    }
  }

  @Test
  void whateverColumnsAreCalledTheyAreDrawn() throws Exception {
    var random = new SplittableRandom(11);
    double[][] features = {{1, 2, 4}};
    for (int i = 0; i < DRAWINGS; i++) {
      Dataset data =
          Dataset.of(List.of("f" + name(random)), features, name(random), new double[] {3, 1, 2});
      draw(Figure.of(data, Regression.squared().engine("reference").fit(data)), 3);
    }
  }

  @LongForm
  @Test
  void howeverLargeSmallOrAlikeNumbersAreTheyAreDrawn() throws Exception {
    var random = new SplittableRandom(12);
    for (int i = 0; i < DRAWINGS; i++) {
      double[] x = values(random);
      double[] y = values(random);
      var across = new Figure.Axis("x", Figure.Range.of(x));
      var up = new Figure.Axis("y", Figure.Range.of(y));
      var points = new Figure.Points("points", x, y);
      var panel = new Figure.Panel("t", across, up, points, List.of(), i % 2 == 0);
      draw(new Figure("t", "", List.of(panel)), x.length);
    }
  }

  private void draw(Figure figure, int points) throws Exception {
    byte[] png = Drawing.of(figure, Drawing.Format.PNG);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isPositive();
    byte[] svg = Drawing.of(figure, Drawing.Format.SVG);
    assertThat(new SvgPicture(Files.write(folder.resolve("any.svg"), svg)).points())
        .hasSize(points)
        .allMatch(at -> at[0] > 0 && at[0] < Drawing.WIDTH && at[1] > 0 && at[1] < Drawing.HEIGHT);
  }

  /** Up to 40 signs, of every kind that a file may have. */
  private static String name(SplittableRandom random) {
    int[] kinds = {0, 0x20, 0x300, 0x5d0, 0x4e00, 0x202a, 0xfff0, 0x1f600, 0xe0000, 0x10fff0};
    var name = new StringBuilder();
    for (int length = random.nextInt(40); length >= 0; length--) {
      name.appendCodePoint(kinds[random.nextInt(kinds.length)] + random.nextInt(16));
    }
    return name.append("<&$").append(random.nextInt()).toString();
  }

  private static double[] values(SplittableRandom random) {
    double size = Math.pow(10, random.nextInt(-320, 308));
    double centre = random.nextInt(3) * size;
    double width = random.nextInt(3) * size * Math.pow(10, -random.nextInt(18));
    return random
        .doubles(20, -1, 1)
        .map(part -> Math.clamp(centre + part * width, -Double.MAX_VALUE, Double.MAX_VALUE))
        .toArray();
  }
}
