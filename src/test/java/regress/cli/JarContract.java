package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import regress.LongForm;
import regress.data.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the jar does, however it is started. */
abstract class JarContract {
  @TempDir private static Path folder;

  private final Jar jar;

  JarContract(Jar jar) {
    this.jar = jar;
  }

  @LongForm
  @Test
  void theSeedProblemHasItsKnownAnswerInFloat64() throws Exception {
    Ran ran = jar.run("seed", "--precision", "float64", "--json");
    JsonNode model = fit(ran);
    assertThat(model.at("/coefficients/1/estimate").asDouble())
        .isCloseTo(2.842461575873113, within(1e-9));
    assertThat(model.at("/coefficients/0/estimate").asDouble())
        .isCloseTo(1.118479132313449, within(1e-9));
  }

  @Test
  void theSeedProblemHasItsKnownAnswerInFloat32() throws Exception {
    assertIsTheSeedInFloat32(jar.run("seed", "--json"), jar.quoted() ? "tornado" : "jvm");
  }

  static void assertIsTheSeedInFloat32(Ran ran, String engine) {
    JsonNode fit = fit(ran);
    assertThat(fit.at("/coefficients/1/estimate").asDouble()).isCloseTo(2.8423779, within(1e-5));
    assertThat(fit.at("/coefficients/0/estimate").asDouble()).isCloseTo(1.1185226, within(1e-5));
    assertThat(fit.at("/attestation/precision").asString()).isEqualTo("float32");
    assertThat(fit.at("/attestation/engine").asString()).isEqualTo(engine);
  }

  @Test
  void aFileAndStandardInputFitAlike() throws Exception {
    Path cars = cars();
    List<Ran> runs =
        List.of(
            jar.run("fit", cars.toString(), "--target", "mpg", "--features", "wt,hp", "--json"),
            jar.run(cars, "fit", "-", "--target", "mpg", "--features", "wt,hp", "--json"));
    for (Ran ran : runs) {
      JsonNode model = fit(ran);
      assertThat(model.at("/coefficients/0/estimate").asDouble()).isCloseTo(37.22727, within(1e-4));
      assertThat(model.at("/coefficients/1/estimate").asDouble()).isCloseTo(-3.87783, within(1e-4));
      assertThat(model.at("/coefficients/2/estimate").asDouble()).isCloseTo(-0.03177, within(1e-5));
    }
  }

  @Test
  void exitStatusesReachTheShell() throws Exception {
    Ran version = jar.run("--version");
    assertThat(version.status()).isZero();
    assertThat(version.out()).matches("regress \\d+\\.\\d+.*\n");
    assertThat(jar.run("seed", "--learning-rate", "5").status()).isEqualTo(1);
    assertIsWrongUsage(jar.run("seed", "--bogus"));
  }

  static void assertIsWrongUsage(Ran wrong) {
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains("'--bogus' is no option of seed.").doesNotContain("\tat ");
  }

  @Test
  void withoutArgumentsItPrintsTheComparison() throws Exception {
    assumeTrue(
        LongForm.ASKED || System.getenv("TORNADOVM_HOME") != null,
        "without TornadoVM left to the long form");
    Ran ran = jar.run();
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("y = a x + b, ")
        .containsPattern("(?m)^jvm +stepwise ")
        .containsPattern("(?m)^reference +direct ")
        .endsWith("fitted  y = 2.842 x + 1.119\ntrue    y = 3.000 x + 1.000\n");
    assertThat(ran.out().contains("\ntornado ")).isEqualTo(jar.quoted());
    assertThat(ran.err()).contains("regress: Compiling and timing ");
  }

  static Path cars() throws IOException {
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
