package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import regress.LongForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The report as a page, and as a browser has it: Chromium, where it is installed. */
class ReportPageTest {
  /** Names that would do harm, or ask somebody for something. */
  private static final String SCRIPT = "<script>alert(1)</script>";

  private static final String IMAGE = "\"'><img src=http://probe.invalid/x>&amp;{{ran}}";

  /** What the browser's log says of its own errands. */
  private static final String ITS_OWN = "not an origin";

  @TempDir private static Path folder;

  private static Path page;

  private static Document report;

  private static List<String> printed;

  @BeforeAll
  static void write() throws Exception {
    page = page("page.html", "--verify", "--level=0.9");
    report = document(page);
    printed = Files.readAllLines(folder.resolve("printed"));
  }

  /** {@code sum} is left out. */
  private static Path table() throws Exception {
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

  private static Path page(String name, String... more) throws Exception {
    Path page = folder.resolve(name);
    List<String> line = new ArrayList<>(List.of("fit", table().toString()));
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
    assertThat(elements(report, "clipPath")).isNotEmpty();
    assertThat(ids(report)).doesNotHaveDuplicates();
  }

  private static List<String> ids(Document page) {
    return elements(page, "*")
        .map(one -> one.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private static Stream<Attr> attributes(Element element) {
    var all = element.getAttributes();
    return IntStream.range(0, all.getLength()).mapToObj(i -> (Attr) all.item(i));
  }

  @Test
  void aFitThatStoppedShortSaysSoFirst() throws Exception {
    Document page = document(page("short.html", "--optimizer=gd", "--epochs=3", "--features=sum"));
    assertThat(elements(page, "div").findFirst().orElseThrow().getTextContent())
        .startsWith("STOPPED SHORT after 3 epochs");
    assertThat(elements(page, "svg")).hasSize(1);
  }

  @Test
  void whatCannotBeIsRefusedBeforeATableIsRead() throws Exception {
    assertRefused("--report takes a file that ends in .html, not 'a.csv'.", "--report=a.csv");
    assertRefused("--verify is of one fit, and --by makes many.", "--verify", "--by=g");
  }

  @Test
  void groupsHaveASectionEachUpToSomeNumber() throws Exception {
    var lines = new StringBuilder("g <,x,y\n1,1,2\n1,2,3\n1,3,7\n1,4,7\n2,1,5\n2,2,4\n2,3,1\n");
    IntStream.rangeClosed(3, 33).forEach(group -> lines.append(group + ",1,1\n"));
    Path table = Files.writeString(folder.resolve("groups.csv"), lines);
    Path file = folder.resolve("groups.html");
    Ran ran = Ran.run("fit", table, "--target=y", "--by=g <", "--level=0.9", "--report=" + file);
    assertThat(ran.status()).as(ran.err()).isEqualTo(1);
    Document page = document(file);
    assertThat(elements(page, "h1").map(Element::getTextContent))
        .containsExactly("y by x for each g <");
    assertThat(elements(page, "h2").map(Element::getTextContent))
        .startsWith("Groups", "`g <` 1", "`g <` 2", "`g <` 3")
        .endsWith("`g <` 30", "Data", "What ran");
    String text = withoutBlanks(page.getDocumentElement().getTextContent());
    for (String line : ran.out().split("\n\n")[1].split("\n")) {
      assertThat(text).contains(withoutBlanks(line));
    }
    assertThat(text)
        .contains("y=1.90000x", "90%interval", "rows38", "Nomodel:" + table, "Of33groupsthefirst30")
        .contains(withoutBlanks(ran.out().split("\n\n")[2].split("\n")[0]));
    assertThat(elements(page, "svg")).hasSize(2);
    assertThat(ids(page)).doesNotHaveDuplicates();
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

  @LongForm
  @Test
  void aBrowserShowsAllOfItAndAsksNobodyForAnything() throws Exception {
    String shown = open(page);
    assertThat(shown)
        .contains("<section class=\"coefficients\">", "<th scope=\"row\">(intercept)</th>")
        .contains("<section class=\"trust\">", "converged: correct to at least")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "</svg>", "</footer>")
        .doesNotContain("<script", "<img");
    assertThat(shown.split("<circle ")).hasSize(1 + 3 * (40 + 1));
    assertThat(asked()).isEmpty();
  }

  /** That the browser's log would tell. */
  @LongForm
  @Test
  void aPageThatAskedForSomethingWouldBeSeen() throws Exception {
    String image = "<img src=\"http://probe.invalid/x\"/></body>";
    String asking = Files.readString(page).replace("</body>", image);
    Path other = Files.writeString(folder.resolve("asking.html"), asking);
    assertThat(open(other)).contains("<img ");
    assertThat(asked()).as("its policy forbids it").isEmpty();
    Files.writeString(other, asking.replaceFirst("<meta http-equiv[^>]*>", ""));
    open(other);
    assertThat(asked()).containsExactly("http://probe.invalid/x");
  }

  /** What the browser has made of a page, in a network where no name leads anywhere. */
  private String open(Path page) throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "Chromium is not here: no browser has opened the report");
    Path shown = folder.resolve("shown.html");
    Process process =
        new ProcessBuilder(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("profile"),
                "--log-net-log=" + log(),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(shown.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(shown);
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(place -> Stream.of("chromium", "chromium-browser").map(Path.of(place)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Path log() {
    return folder.resolve("log.json");
  }

  /** The addresses that a page asked for. */
  private List<String> asked() {
    JsonNode events = JsonMapper.shared().readTree(log().toFile()).get("events");
    assertThat(events).isNotEmpty();
    return events
        .valueStream()
        .map(event -> event.path("params"))
        .filter(request -> request.has("url") && request.has("initiator"))
        .filter(request -> !request.get("initiator").asString().equals(ITS_OWN))
        .map(request -> request.get("url").asString())
        .distinct()
        .toList();
  }
}
