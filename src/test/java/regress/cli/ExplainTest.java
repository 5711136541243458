package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import regress.Fit;
import regress.LongForm;
import regress.Regression;
import regress.data.Dataset;
import regress.data.Samples;
import regress.data.SeedProblem;
import regress.engine.Mode;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;
import regress.report.Numbers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @TempDir private static Path folder;
  private static Path cars;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams streams =
      new Streams(new PrintStream(out), new PrintStream(err, true), () -> false);

  @BeforeAll
  static void copyTheCars() throws IOException {
    cars = folder.resolve("cars.csv");
    try (var bytes = Samples.class.getResourceAsStream("mtcars.csv")) {
      Files.copy(bytes, cars);
    }
  }

  private static Ran ran(String command, String... more) {
    List<String> words =
        Stream.concat(
                Stream.of(command, cars.toString(), "--target=mpg", "--features=wt,hp"),
                Stream.of(more))
            .toList();
    return Ran.of(words.toArray(String[]::new));
  }

  @LongForm
  @Test
  void theTableHasTheEpochsAndTheLossOfTheFit() {
    Ran fit = ran("fit", "--engine=jvm", "--optimizer=gd", "--json");
    JsonNode fitted = JsonMapper.shared().readTree(fit.out()).at("/fits/0");
    String epochs = fitted.get("epochs").asString();
    String loss = Numbers.significant(fitted.get("meanLoss").asDouble());
    Ran ran = ran("explain", "--engine=jvm");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("32 rows, 2 features, float64, up to 10,000 epochs\n")
        .contains("Auto chose optimizer newton, as squared loss has a closed form.\n")
        .containsPattern(
            "(?m)^engine  device  optimizer  mode +first +warm +per epoch +epochs +loss$")
        .containsPattern("(?m)^jvm +host +gd +gram .*s .*s .*s +" + epochs + " +" + loss + "$")
        .containsPattern("(?m)^jvm +host +gd +fused .*s .*s .*s +\\d+ +" + loss + "$")
        .containsPattern("(?m)^jvm +host +gd +stepwise .*s .*s .*s +\\d+ +" + loss + "$")
        .containsPattern("(?m)^jvm +host +newton +- .*s .*s +- +- +" + loss + " +auto$");
  }

  @LongForm
  @Test
  void theDocumentHasARowForEachKindAndMarksOne() {
    Ran ran = ran("explain", "--engine=jvm", "--optimizer=gd", "--epochs=2", "--json");
    assertThat(ran.status()).as(ran.err()).isZero();
    JsonNode document = JsonMapper.shared().readTree(ran.out());
    assertThat(document.get("why").asString()).startsWith("Auto chose mode fused, ");
    assertThat(document.at("/rows").valueStream().map(row -> row.get("mode").asString()))
        .containsExactly("fused", "gram", "stepwise");
    assertThat(document.at("/rows").valueStream().map(row -> row.get("auto").asBoolean()))
        .containsExactly(true, false, false);
    for (JsonNode row : document.get("rows")) {
      assertThat(row.get("warmNanos").asDouble()).isPositive();
      assertThat(row.get("epochs").asInt()).isEqualTo(2);
      assertThat(row.get("meanLoss").asDouble())
          .isCloseTo(document.at("/rows/0/meanLoss").asDouble(), within(1e-9));
    }
  }

  @Test
  void optionsNarrowTheRows() {
    Ran direct = ran("explain", "--engine=reference");
    assertThat(direct.out())
        .contains("Nothing was left to auto.")
        .containsPattern(
            "(?m)^reference +host +- +direct +\\S+ \\S+ +\\S+ \\S+ +- +- +6\\.\\d+ +auto$");
    assertThat(direct.out().lines()).hasSize(5);
    assertThat(ran("explain", "--engine=jvm", "--mode=unrolled").err())
        .contains("no mode 'unrolled'");
  }

  @Test
  void whatDoesNotBeginInTimeIsListedAllTheSame() {
    Dataset data = SeedProblem.published().dataset();
    long now = System.nanoTime();
    int status = new ExplainCommand(streams).run(Regression.squared(), data, now - SECOND, now);
    assertThat(status).isZero();
    long kinds =
        Installed.all().stream()
            .mapToLong(engine -> (long) engine.devices().size() * kinds(engine))
            .sum();
    assertThat(out.toString().lines().filter(line -> line.endsWith("not measured")))
        .hasSize((int) kinds);
    assertThat(out.toString()).containsOnlyOnce("auto not measured");
  }

  @Test
  void noDescentIsListedForAModelWithoutAnIntercept() {
    Dataset data = SeedProblem.published().dataset().degree(2);
    long now = System.nanoTime();
    new ExplainCommand(streams)
        .run(Regression.squared().engine("jvm").intercept(false), data, now - SECOND, now);
    assertThat(out.toString()).startsWith("100 rows, 2 features");
    assertThat(out.toString().lines().filter(line -> line.startsWith("jvm ")))
        .hasSize(1)
        .allMatch(line -> line.contains(" newton "));
  }

  /** Each mode, and newton beside them. */
  private static int kinds(Engine engine) {
    return engine.modes().size() + (engine.name().equals("reference") ? 0 : 1);
  }

  @Test
  void whatDoesNotEndInTimeIsGivenUp() {
    Dataset data = new SeedProblem(1, 10_000, 3, 1, 0.5).dataset();
    Regression slow = Regression.squared().engine("jvm").mode(Mode.FUSED).tolerance(0);
    long now = System.nanoTime();
    new ExplainCommand(streams).run(slow, data, now + 60 * SECOND, now);
    assertThat(out.toString()).containsPattern("(?m)^jvm .* auto not done after 0 s$");
  }

  @LongForm
  @Test
  void nothingThatIsMeasuredChangesALaterFit() {
    Dataset data = Samples.mtcars().dataset("mpg", List.of("wt", "hp"));
    Fit before = Regression.squared().fit(data);
    long now = System.nanoTime();
    new ExplainCommand(streams).run(Regression.squared(), data, now + 5 * SECOND, now + 5 * SECOND);
    Fit after = Regression.squared().fit(data);
    assertThat(after.intercept()).isEqualTo(before.intercept());
    assertThat(after.coefficients()).isEqualTo(before.coefficients());
    assertThat(after.attestation().mode()).isEqualTo(before.attestation().mode());
    assertThat(after.attestation().device()).isEqualTo(before.attestation().device());
  }

  @Test
  void everyOptionOfAFitIsExplained() {
    Ran ran = Ran.of("explain", "--help");
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("--target", "--epochs", "--tolerance", "--learning-rate", "--no-standardize")
        .contains("Nothing that is measured changes a later fit.");
  }

  @Test
  void aMissingTableIsWrongUsage() {
    Ran ran = Ran.of("explain", "no-such-file.csv", "--target", "y");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("no-such-file.csv");
  }
}
