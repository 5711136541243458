package regress;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import regress.data.Samples;

/** The README's Java, compiled and run as a program of a user's own. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final Pattern KERNEL = Pattern.compile("```java kernel\n(.*?)```", Pattern.DOTALL);

  private static final String FALLBACK = "The jvm engine fits instead";

  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws IOException {
    var lines =
        JAVA.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(MatchResult::group)
            .flatMap(String::lines)
            .filter(line -> !line.startsWith("```"))
            .collect(partitioningBy(line -> line.startsWith("import "), joining("\n")));
    String program =
        lines.get(true)
            + "\nclass Example { public static void main(String[] args) {\n"
            + lines.get(false)
            + "\nSystem.out.println(\"groups: \" + fits.size());"
            + "\nif (args.length > 0) Regression.squared().deviceMemory(1_000_000).fit(cars);"
            + "\n}}\n";
    Path source = Files.writeString(folder.resolve("Example.java"), program);
    try (var cars = Samples.class.getResourceAsStream("mtcars.csv")) {
      Files.copy(cars, folder.resolve("cars.csv"));
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath(), source.toString());
    assertThat(status).isZero();
  }

  @Test
  void theVersionIsTheSameEverywhere() throws IOException {
    Matcher version =
        Pattern.compile("<version>(.*)</version>").matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(Path.of("README.md")).content().contains("regress:" + version.group(1) + "`");
    assertThat(Path.of("CHANGELOG.md")).content().startsWith("# Changes\n\n## " + version.group(1));
    assertThat(Path.of("docs/cars.model.json")).content().contains('"' + version.group(1) + '"');
  }

  @Test
  void theKernelThatItShowsIsTheOneThatRuns() throws IOException {
    Matcher shown = KERNEL.matcher(Files.readString(Path.of("README.md")));
    assertThat(shown.find()).isTrue();
    assertThat(Path.of("src/main/java/regress/internal/kernel/LinearLoss32.java"))
        .content()
        .contains(shown.group(1));
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  @Test
  void aJavaWithoutFlagsRunsItAndIsToldOnceWhatItLacks() throws Exception {
    String said = run(List.of(), "with device memory");
    assertThat(said)
        .contains("CONVERGED, 1", "R² = 0.82678", "its error: 0.63273", "engine=jvm", "groups: 3")
        .containsOnlyOnce(FALLBACK)
        .containsOnlyOnce("deviceMemory has no effect with engine jvm")
        .contains(hasTornado() ? "java @$TORNADOVM_HOME/tornado-argfile" : "without TornadoVM");
  }

  @LongForm
  @Test
  void aJavaWithTheFlagsThatTheMessageNamesRunsItOnADevice() throws Exception {
    assumeTrue(hasTornado(), "TornadoVM is not here");
    Path flags = Path.of(System.getenv("TORNADOVM_HOME"), "tornado-argfile");
    assumeTrue(Files.exists(flags), "the launcher has not made the file yet");
    assertThat(run(List.of("@" + flags)))
        .contains("CONVERGED, 1", "engine=tornado", "groups: 3")
        .doesNotContain(FALLBACK, "no effect");
  }

  private static boolean hasTornado() {
    return System.getenv("TORNADOVM_HOME") != null;
  }

  /** Both streams of a JVM of its own. */
  private static String run(List<String> flags, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of("-Dstdout.encoding=UTF-8", "-cp", classPath() + ":" + folder, "Example"));
    command.addAll(List.of(args));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
