package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import regress.LongForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The report as a page, as a browser has it: Chromium, where it is installed. */
class ReportPageIT {
  /** What the browser's log says of its own errands. */
  private static final String ITS_OWN = "not an origin";

  @TempDir private Path folder;

  @Test
  void aBrowserShowsAllOfItAndAsksNobodyForAnything() throws Exception {
    Path page = ReportPageTest.page(folder);
    String shown = open(page);
    assertThat(shown)
        .contains("<section id=\"coefficients\">", "<th scope=\"row\">(intercept)</th>")
        .contains("<section id=\"trust\">", "converged: correct to at least")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "</svg>", "</footer>")
        .doesNotContain("<script", "<img");
    assertThat(shown.split("<circle ")).hasSize(1 + 3 * (40 + 1));
    assertThat(asked()).isEmpty();
  }

  /** That the browser's log would tell. */
  @LongForm
  @Test
  void aPageThatAskedForSomethingWouldBeSeen() throws Exception {
    Path page = ReportPageTest.page(folder);
    String image = "<img src=\"http://probe.invalid/x\"/></body>";
    String asking = Files.readString(page).replace("</body>", image);
    Files.writeString(page, asking);
    assertThat(open(page)).contains("<img ");
    assertThat(asked()).as("its policy forbids it").isEmpty();
    Files.writeString(page, asking.replaceFirst("<meta http-equiv[^>]*>", ""));
    open(page);
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
