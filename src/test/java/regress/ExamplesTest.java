package regress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The programs in {@code examples/}, each compiled and then run by a Java of its own, with nothing
 * on the class path but the library and what a fit needs.
 */
class ExamplesTest {
  /** What the library's users get with it, whether they look at the command or not. */
  private static final List<String> NEEDED =
      List.of("fastcsv", "commons-math3", "commons-statistics", "commons-numbers", "jspecify");

  @TempDir private Path folder;

  /** What model files need as well. */
  private static final List<String> OF_FILES = List.of("jackson");

  private static String classPath(List<String> more) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                entry.endsWith("classes") && !entry.endsWith("test-classes")
                    || Stream.concat(NEEDED.stream(), more.stream()).anyMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "OneFit src/main/resources/regress/data/mtcars.csv mpg wt hp; CONVERGED, R² = 0.826785; wt: -3.8778",
        "ThousandFits; slope 0: -?0.0; slope 750: 7[45]\\d",
        "SaveAndPredict src/main/resources/regress/data/mtcars.csv FILE; by wt, hp: 23\\.5723; a new car: .*low=18\\.152",
        "OwnLoss; squared: 7.00; log cosh: 1.1\\d"
      })
  void doWhatTheySay(String command, String first, String last) throws Exception {
    assertThat(run(command.replace("FILE", folder.resolve("cars.json").toString()).split(" ")))
        .containsPattern(first)
        .containsPattern(last);
  }

  @Test
  void areAllRunHere() throws Exception {
    try (var files = Files.list(Path.of("examples"))) {
      assertThat(files).hasSize(4);
    }
  }

  private String run(String... words) throws Exception {
    String path = classPath(words[0].startsWith("Save") ? OF_FILES : List.of());
    String source = "examples/" + words[0] + ".java";
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", path, "-d", folder.toString(), source))
        .isZero();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                path + File.pathSeparator + folder));
    command.addAll(List.of(words));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
