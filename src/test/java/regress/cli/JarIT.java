package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
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
import regress.LongForm;

/** The jar as a user starts it by java, and what neither way of starting it may mind. */
final class JarIT extends JarContract {
  @TempDir private static Path folder;

  JarIT() {
    super(Jar.onJava(Jar.built()));
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
    Jar launched = Jar.onTornado(jar);
    assertIsTheSeedInFloat32(launched.run("seed", "--engine", "tornado", "--json"), "tornado");
    assertIsWrongUsage(launched.run("seed", "--bogus"));
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
            "--mode=stepwise",
            "--n=1000",
            "--epochs=1000000000");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    TimeUnit.MILLISECONDS.sleep(600);
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

  /** The jar holds what pictures need; a fit without one loads nothing of it, and none of AWT. */
  @LongForm
  @Test
  void picturesAreDrawnAndCostNothingWhereNobodyAsks() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    var watched =
        new Jar(List.of(Jar.java(), "-Xlog:class+load:file=" + loaded, "-jar"), false, Jar.built());
    assertThat(watched.run("fit", cars().toString(), "--target=mpg").status()).isZero();
    assertThat(loaded)
        .content()
        .contains("regress.cli.FitCommand")
        .doesNotContain("java.awt.", "org.apache.batik.", "org.knowm.xchart.");
    for (String name : LongForm.ASKED ? List.of("cars.png", "cars.svg") : List.of("cars.svg")) {
      Path picture = folder.resolve(name);
      Ran ran = watched.run("fit", cars().toString(), "--target=mpg", "--plot=" + picture);
      assertThat(ran.status()).as(ran.err()).isZero();
      assertThat(picture).isNotEmptyFile();
    }
    assertThat(loaded).content().contains("java.awt.", "org.apache.batik.", "org.knowm.xchart.");
  }

  @Test
  void aJavaThatCannotDrawFitsAllTheSame() throws Exception {
    var small =
        new Jar(
            List.of(Jar.java(), "--limit-modules=java.base,java.logging,java.management", "-jar"),
            false,
            Jar.built());
    Path picture = folder.resolve("none.png");
    Ran ran = small.run("seed", "--engine=jvm", "--plot=" + picture);
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).startsWith("fitted  y = 2.842 x + 1.119");
    assertThat(ran.err()).startsWith("regress: No picture in ").hasLineCount(1);
    assertThat(picture).doesNotExist();
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
}
