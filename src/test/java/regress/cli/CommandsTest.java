package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import regress.LongForm;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CommandsTest {
  private static final String LINE = "x,y\n0,1\n1,3\n2,5\n3,7\n";

  @TempDir private Path folder;

  @Test
  void theVersionIsAResult() {
    Ran ran = Ran.of("--version");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).startsWith("regress ");
  }

  @LongForm
  @Test
  void withoutACommandEveryEngineAndModeThatIsThereHasARow() {
    Ran ran = Ran.of();
    assertThat(ran.status()).isZero();
    List<String> rows =
        Installed.all().stream()
            .filter(engine -> engine.absence().isEmpty())
            .flatMap(engine -> engine.modes().stream().map(mode -> row(engine, mode.toString())))
            .toList();
    assertThat(ran.out().lines().filter(line -> rows.stream().anyMatch(line::matches)))
        .hasSameSizeAs(rows);
    assertThat(ran.out())
        .containsPattern("engine +mode +device +compile +first +warm +per epoch ")
        .contains("fitted  y = 2.842 x + 1.119", "true    y = 3.000 x + 1.000");
    assertThat(ran.err()).contains(Installed.fallback().orElse(""));
  }

  private static String row(Engine engine, String mode) {
    return engine.name() + " +" + mode + " .* 2\\.842\\d+ +1\\.118\\d+ +0\\.199940";
  }

  @Test
  void seedPrintsBothLinesTheCoefficientsAndWhatRan() {
    Ran ran = Ran.of("seed", "--engine", "jvm", "--mode", "stepwise");
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith("fitted  y = 2.842 x + 1.119\ntrue    y = 3.000 x + 1.000\n")
        .containsPattern("\\(intercept\\) +1\\.1185")
        .containsPattern("x +2\\.8423")
        .containsPattern("mode +stepwise")
        .containsPattern("precision +float32")
        .containsPattern("epochs +10,000");
  }

  @Test
  void seedTakesAnotherProblem() {
    Ran ran =
        Ran.of(
            "seed",
            "--engine=reference",
            "--slope=-2",
            "--intercept=0.5",
            "--noise=0",
            "--n=7",
            "--seed=5");
    assertThat(ran.out()).startsWith("fitted  y = -2.000 x + 0.500\ntrue    y = -2.000 x + 0.500");
  }

  @Test
  void jsonCarriesTheModelItsQualityAndWhatRan() throws IOException {
    Ran ran = fit(LINE, "--target", "y", "--json", "--engine", "jvm", "--mode", "fused");
    assertThat(ran.status()).isZero();
    JsonNode fit = onlyFit(ran);
    assertThat(fit.propertyNames())
        .containsExactly(
            "target",
            "columns",
            "degree",
            "interactions",
            "categories",
            "intercept",
            "loss",
            "delta",
            "rows",
            "missing",
            "coefficients",
            "leftOut",
            "outcome",
            "epochs",
            "digits",
            "shortfall",
            "r2",
            "rmse",
            "meanLoss",
            "accuracy",
            "inference",
            "attestation");
    assertThat(fit.at("/loss").asString()).isEqualTo("squared");
    assertThat(fit.at("/target").asString()).isEqualTo("y");
    assertThat(fit.at("/columns/0").asString()).isEqualTo("x");
    assertThat(fit.at("/coefficients/0/name").asString()).isEqualTo("(intercept)");
    assertThat(fit.at("/coefficients/0/estimate").asDouble()).isCloseTo(1, within(1e-6));
    assertThat(fit.at("/coefficients/1/estimate").asDouble()).isCloseTo(2, within(1e-6));
    assertThat(fit.at("/outcome").asString()).isEqualTo("converged");
    assertThat(fit.at("/epochs").asInt()).isPositive();
    assertThat(fit.at("/r2").asDouble()).isCloseTo(1, within(1e-9));
    attested(fit.at("/attestation"));
  }

  private static void attested(JsonNode ran) {
    assertThat(ran.propertyNames())
        .containsExactly(
            "engine",
            "optimizer",
            "mode",
            "precision",
            "backend",
            "device",
            "deviceName",
            "kernels",
            "tasks",
            "rowBlocks",
            "bytesToDevice",
            "bytesToHost",
            "compileNanos",
            "transferNanos",
            "runNanos",
            "otherNanos");
    assertThat(ran.at("/engine").asString()).isEqualTo("jvm");
    assertThat(ran.at("/mode").asString()).isEqualTo("fused");
    assertThat(ran.at("/precision").asString()).isEqualTo("float64");
    assertThat(ran.at("/backend").asString()).isEqualTo("JVM");
    assertThat(ran.at("/device").asString()).isEqualTo("host");
    assertThat(ran.at("/runNanos").asLong()).isPositive();
  }

  @Test
  void aDivergedFitHasNoModelInJson() {
    Ran ran = Ran.of("seed", "--engine=jvm", "--learning-rate=5", "--json");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("diverged at epoch ", "Lower the learning rate");
    JsonNode fit = onlyFit(ran);
    assertThat(fit.at("/outcome").asString()).isEqualTo("diverged");
    assertThat(fit.get("coefficients").isNull()).isTrue();
    assertThat(fit.get("meanLoss").isNull()).isTrue();
    assertThat(fit.get("r2").isNull()).isTrue();
    assertThat(fit.at("/attestation/engine").asString()).isEqualTo("jvm");
  }

  @Test
  void aDivergedFitPrintsNoResult() {
    Ran ran = Ran.of("seed", "--engine=jvm", "--learning-rate=5");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("diverged at epoch ").doesNotContain("\tat ");
  }

  @Test
  void whatIsNotANumberIsNullInJson() throws IOException {
    Ran ran = fit("x,y\n1,4\n2,4\n3,4\n", "--target=y", "--engine=reference", "--json");
    assertThat(onlyFit(ran).at("/r2").isNull()).isTrue();
    assertThat(ran.out()).doesNotContain("NaN");
  }

  @Test
  void standardInputIsAFileCalledDash() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(LINE.getBytes(StandardCharsets.UTF_8)));
      Ran ran = Ran.of("fit", "-", "--target", "y", "--engine", "reference");
      assertThat(ran.out()).startsWith("y = 2.00000 x + 1.00000\n");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void tablesMayLackAHeaderAndHaveAnySeparator() throws IOException {
    Ran ran =
        fit("0|1\n1|3\n2|5\n", "--target=c2", "--no-header", "--separator=|", "--engine=reference");
    assertThat(ran.out()).startsWith("c2 = 2.00000 c1 + ");
    Ran tab =
        fit("x\ty\n0\t1\n1\t3\n2\t5\n", "--target=y", "--separator=tab", "--engine=reference");
    assertThat(tab.out()).startsWith("y = 2.00000 x + ");
  }

  @Test
  void columnsOfTextAreLeftOutAloud() throws IOException {
    Ran ran = fit("name,x,y\na,5,1\nb,6,3\nc,7,5\n", "--target=y", "--engine=reference");
    assertThat(ran.status()).isZero();
    assertThat(ran.err())
        .isEqualTo(
            "regress: Columns without numbers are left out: name. Name them to make categories (--categories).\n");
  }

  @Test
  void aFitThatUsesAllItsEpochsSaysWhatToTry() throws IOException {
    Ran ran = fit(LINE, "--target=y", "--features=x", "--engine=jvm", "--epochs=2");
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    assertThat(ran.err()).contains("allow more epochs");
    Ran wanted =
        fit(LINE, "--target=y", "--features=x", "--engine=jvm", "--epochs=2", "--tolerance=0");
    assertThat(wanted.status()).isZero();
    assertThat(wanted.err()).isEmpty();
  }

  @Test
  void onlyAnEngineOfOurChoiceFallsBackAndSaysSoOnce() throws IOException {
    Ran descent = fit(LINE, "--target=y", "--mode=fused"); // On moments it has jvm anyway.
    assertThat(descent.err().lines().filter(line -> line.contains("jvm engine fits instead")))
        .hasSize(Installed.fallback().isPresent() ? 1 : 0);
    Ran solution = fit(LINE, "--target=y"); // Which the jvm engine has anyway.
    assertThat(solution.err()).doesNotContain("instead");
  }

  @Test
  void devicesListsWhatEachEngineRunsOn() {
    Ran ran = Ran.of("devices");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).startsWith("engine ").containsPattern("(?m)^jvm +host +- +JVM +CPU ");
    assertThat(ran.err().isEmpty()).isEqualTo(Installed.fallback().isEmpty());
  }

  @Test
  void devicesAsJsonHaveTheWordsOfAFit() {
    Ran ran = Ran.of("devices", "--json");
    assertThat(ran.status()).isZero();
    JsonNode devices = JsonMapper.shared().readTree(ran.out()).get("devices");
    List<String> shown = new ArrayList<>();
    for (JsonNode device : devices) {
      assertThat(device.propertyNames())
          .containsExactly(
              "engine",
              "device",
              "index",
              "backend",
              "kind",
              "computeUnits",
              "memoryBytes",
              "auto",
              "name");
      shown.add(device.get("engine").asString() + " " + device.get("device").asString());
    }
    assertThat(shown)
        .containsExactlyElementsOf(
            Installed.all().stream()
                .flatMap(engine -> engine.devices().stream().map(d -> engine.name() + " " + d.id()))
                .toList());
    JsonNode host = devices.get(shown.indexOf("jvm host"));
    assertThat(host.get("index").isNull()).isTrue();
    assertThat(host.get("backend").asString()).isEqualTo("JVM");
    assertThat(host.get("auto").asString()).isEqualTo("all fits");
  }

  private Ran fit(String csv, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), csv);
    String[] args = new String[options.length + 2];
    args[0] = "fit";
    args[1] = file.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return Ran.of(args);
  }

  private static JsonNode onlyFit(Ran ran) {
    JsonNode fits = JsonMapper.shared().readTree(ran.out()).get("fits");
    assertThat(StreamSupport.stream(fits.spliterator(), false)).hasSize(1);
    return fits.get(0);
  }
}
