package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import regress.data.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jar as a user starts it: by java, and where there is TornadoVM by its launcher. */
final class JarIT {

  @TempDir private static Path folder;

  static Stream<Jar> launchers() {
    return System.getenv("TORNADOVM_HOME") == null
        ? Stream.of(Jar.onJava(Jar.built()))
        : Stream.of(Jar.onJava(Jar.built()), Jar.onTornado(Jar.built()));
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void theSeedProblemHasItsKnownAnswerInFloat64(Jar jar) throws Exception {
    Ran ran = jar.run("seed", "--precision", "float64", "--json");
    JsonNode model = fit(ran).get("model");
    assertThat(model.at("/coefficients/0").asDouble()).isCloseTo(2.842461575873113, within(1e-9));
    assertThat(model.at("/intercept").asDouble()).isCloseTo(1.118479132313449, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void theSeedProblemHasItsKnownAnswerInFloat32(Jar jar) throws Exception {
    JsonNode fit = fit(jar.run("seed", "--json"));
    assertThat(fit.at("/model/coefficients/0").asDouble()).isCloseTo(2.8423779, within(1e-5));
    assertThat(fit.at("/model/intercept").asDouble()).isCloseTo(1.1185226, within(1e-5));
    assertThat(fit.at("/attestation/precision").asString()).isEqualTo("float32");
    assertThat(fit.at("/attestation/engine").asString())
        .isEqualTo(jar.quoted() ? "tornado" : "jvm");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void aFileAndStandardInputFitAlike(Jar jar) throws Exception {
    Path cars = cars();
    List<Ran> runs =
        List.of(
            jar.run("fit", cars.toString(), "--target", "mpg", "--features", "wt,hp", "--json"),
            jar.run(cars, "fit", "-", "--target", "mpg", "--features", "wt,hp", "--json"));
    for (Ran ran : runs) {
      JsonNode model = fit(ran).get("model");
      assertThat(model.at("/intercept").asDouble()).isCloseTo(37.22727, within(1e-4));
      assertThat(model.at("/coefficients/0").asDouble()).isCloseTo(-3.87783, within(1e-4));
      assertThat(model.at("/coefficients/1").asDouble()).isCloseTo(-0.03177, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void exitStatusesReachTheShell(Jar jar) throws Exception {
    Ran version = jar.run("--version");
    assertThat(version.status()).isZero();
    assertThat(version.out()).matches("regress \\d+\\.\\d+.*\n");
    assertThat(jar.run("seed", "--learning-rate", "5").status()).isEqualTo(1);
    Ran wrong = jar.run("seed", "--bogus");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains("'--bogus' is no option of seed.").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void withoutArgumentsItPrintsTheComparison(Jar jar) throws Exception {
    Ran ran = jar.run();
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("y = a x + b, ")
        .containsPattern("(?m)^jvm +stepwise ")
        .containsPattern("(?m)^reference +direct ")
        .endsWith("fitted  y = 2.842 x + 1.119\ntrue    y = 3.000 x + 1.000\n");
    assertThat(ran.out().contains("\ntornado ")).isEqualTo(jar.quoted());
  }

  @Test
  void javaMindsNoNeighbourOfTheJar() throws Exception {
    Path jar = copy("java");
    Files.writeString(jar.resolveSibling("1-2-3.jar"), "no jar at all");
    Files.writeString(jar.resolveSibling("a b;$c.jar"), "");
    assertThat(Jar.onJava(jar).run("--version").status()).isZero();
  }

  /**
   * The launcher puts the working directory on the module path, and so the jar itself: it must be a
   * valid module. A neighbour whose file name makes no module name stops the launcher before it
   * comes to us, wherever our jar lies.
   */
  @Test
  @EnabledIfEnvironmentVariable(named = "TORNADOVM_HOME", matches = ".+")
  void theLauncherMindsNoValidModuleBesideTheJar() throws Exception {
    Path jar = copy("tornado");
    empty(jar.resolveSibling("plain.jar"));
    // TornadoVM's SDK has this library too, and we carry it under another name.
    Path math = libraryOf(OLSMultipleLinearRegression.class);
    Files.copy(math, jar.resolveSibling(math.getFileName()));
    Ran ran = Jar.onTornado(jar).run("seed", "--engine", "tornado", "--json");
    assertThat(fit(ran).at("/attestation/engine").asString()).isEqualTo("tornado");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aReaderThatLeavesIsNoError() throws Exception {
    String line = Jar.java() + " -jar " + Jar.built() + " seed --engine jvm --json | true";
    Process process = new ProcessBuilder("sh", "-c", line).start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(err).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anInterruptEndsItWithoutATrace() throws Exception {
    assumeFalse(ignoresInterrupts(), "started by a shell in the background: SIGINT is ignored");
    Path err = folder.resolve("interrupted.err");
    var command =
        List.of(
            Jar.java(),
            "-jar",
            Jar.built().toString(),
            "seed",
            "--engine=jvm",
            "--n=1000000",
            "--epochs=1000000");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    TimeUnit.SECONDS.sleep(2);
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(err).isEmptyFile();
  }

  /** A shell has what it runs in the background ignore SIGINT, and all that this starts in turn. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.notExists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
  }

  private static Path copy(String name) throws IOException {
    Path jar = Files.createDirectory(folder.resolve(name)).resolve("regress.jar");
    return Files.copy(Jar.built(), jar);
  }

  private static void empty(Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
      out.finish();
    }
  }

  private static Path libraryOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Path cars() throws IOException {
    Path file = folder.resolve("cars.csv");
    if (Files.notExists(file)) {
      try (var bytes = Samples.class.getResourceAsStream("mtcars.csv")) {
        Files.copy(bytes, file);
      }
    }
    return file;
  }

  /** The only fit in standard output, which must hold that document alone. */
  private static JsonNode fit(Ran ran) {
    assertThat(ran.status()).as(ran.err() + ran.out()).isZero();
    return JsonMapper.shared().readTree(ran.out()).get("fits").get(0);
  }
}
