package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The report as a page; {@link ReportPageIT} opens one in a browser. */
class ReportPageTest {
  /** Names that would do harm, or ask somebody for something. */
  static final String SCRIPT = "<script>alert(1)</script>";

  static final String IMAGE = "\"'><img src=http://probe.invalid/x>&amp;{{ran}}";

  @TempDir private static Path folder;

  private static Document report;

  private static List<String> printed;

  @BeforeAll
  static void write() throws Exception {
    report = document(page(folder, "--verify", "--level=0.9"));
    printed = Files.readAllLines(folder.resolve("printed"));
  }

  /** {@code sum} is left out. */
  static Path table(Path folder) throws Exception {
    var random = new SplittableRandom(5);
    var lines =
        new StringBuilder(
            "%s,\"%s\",c\u001b[31m\uffff,sum,the target & more\n"
                .formatted(SCRIPT, IMAGE.replace("\"", "\"\"")));
    for (int i = 0; i < 40; i++) {
      int a = random.nextInt(1000);
      int b = random.nextInt(1000);
      int c = random.nextInt(1000);
      double y = 2 * a - b + c + random.nextGaussian();
      lines.append(a + "," + b + "," + c + "," + (a + b) + "," + y + "\n");
    }
    return Files.writeString(folder.resolve("table.csv"), lines);
  }

  static Path page(Path folder, String... more) throws Exception {
    Path page = folder.resolve("page.html");
    List<String> line = new ArrayList<>(List.of("fit", table(folder).toString()));
    line.addAll(List.of("--target=the target & more", "--engine=jvm", "--report=" + page));
    line.addAll(List.of(more));
    Ran ran = Ran.of(line.toArray(String[]::new));
    assertThat(ran.status()).as(ran.err()).isLessThan(2);
    Files.writeString(folder.resolve("printed"), ran.out());
    return page;
  }

  private static Document document(Path page) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
  }

  private static Stream<Element> elements(Document page, String tag) {
    NodeList found = page.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  @Test
  void itSaysWhatIsPrintedInTheSameWords() throws Exception {
    String text = withoutBlanks(report.getDocumentElement().getTextContent());
    assertThat(text).contains("90%interval", "std.error", "varianceinflation");
    for (String line : printed.subList(printed.indexOf("") + 2, printed.size())) {
      assertThat(text).contains(withoutBlanks(line.replace("\uffff", "?")));
    }
    assertThat(text)
        .contains("wasleftout,sincesum=1<script>", "CommonsMath,rowbyrow")
        .contains("table" + folder.resolve("table.csv"), "'--target=thetarget&more'")
        .contains("40observations.Aresidualis");
    assertThat(elements(report, "circle")).hasSize(3 * (40 + 1));
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void whateverColumnsAreCalledItIsTextAndNothingComesFromElsewhere() throws Exception {
    assertThat(elements(report, "h1").map(Element::getTextContent))
        .containsExactly("the target & more by " + SCRIPT + ", " + IMAGE + ", c\\u001b[31m?, sum");
    for (String tag : List.of("script", "img", "link", "iframe", "object", "a", "image", "use")) {
      assertThat(elements(report, tag)).as(tag).isEmpty();
    }
    assertThat(elements(report, "*").flatMap(ReportPageTest::attributes))
        .noneMatch(one -> List.of("src", "href", "xlink:href", "onload").contains(one.getName()))
        .allMatch(one -> !one.getValue().contains(":") || one.getName().matches("xmlns.*|content"))
        .allMatch(one -> one.getValue().matches("((?!url\\().)*|url\\(#\\w+\\)"));
    assertThat(elements(report, "style").map(Element::getTextContent))
        .noneMatch(style -> style.contains("url(") || style.contains("@import"));
    List<String> ids = elements(report, "clipPath").map(one -> one.getAttribute("id")).toList();
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  private static Stream<Attr> attributes(Element element) {
    var all = element.getAttributes();
    return IntStream.range(0, all.getLength()).mapToObj(i -> (Attr) all.item(i));
  }

  @Test
  void aFitThatStoppedShortSaysSoFirst() throws Exception {
    Document page = document(page(folder, "--optimizer=gd", "--epochs=3", "--features=sum"));
    assertThat(elements(page, "div").findFirst().orElseThrow().getTextContent())
        .startsWith("STOPPED SHORT after 3 epochs");
    assertThat(elements(page, "svg")).hasSize(1);
  }

  @Test
  void whatCannotBeIsRefusedBeforeATableIsRead() throws Exception {
    assertRefused("--report takes a file that ends in .html, not 'a.csv'.", "--report=a.csv");
    assertRefused("--report is of one fit, and --by makes many.", "--report=a.html", "--by=g");
  }

  @Test
  void theTableIsSpared() throws Exception {
    String lines = "x,y\n1,2\n2,4\n3,7\n";
    Path table = Files.writeString(folder.resolve("table.html"), lines);
    Ran ran = Ran.of("fit", table.toString(), "--target=y", "--report=" + table);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("--report would take the place of the table.");
    assertThat(table).hasContent(lines);
  }

  private static void assertRefused(String message, String... options) {
    List<String> line = new ArrayList<>(List.of("fit", "none.csv", "--target=y"));
    line.addAll(List.of(options));
    Ran ran = Ran.of(line.toArray(String[]::new));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(message);
  }
}
