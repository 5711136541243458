package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.Fit;
import regress.LongForm;
import regress.Regression;
import regress.data.Dataset;
import regress.data.Samples;
import regress.engine.Mode;
import regress.engine.Precision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code regress fit --by}. */
final class FitByTest {
  /** Group b has a constant feature, c too few rows, d a missing value; a and e are lines. */
  private static final String FLAWED =
      "g,x,y\na,0,1\nb,1,1\nc,1,1\nd,1,1\ne,0,5\na,1,3\nb,1,2\nd,,2\ne,1,4\na,2,5\nb,1,3\ne,2,3\n";

  @TempDir private Path folder;
  private String cars;

  @BeforeEach
  void writeCars() throws IOException {
    try (InputStream table = Samples.class.getResourceAsStream("mtcars.csv")) {
      cars = folder.resolve("mtcars.csv").toString();
      Files.copy(table, Path.of(cars));
    }
  }

  private Ran fit(String csv, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), csv);
    return Ran.of(
        Stream.concat(Stream.of("fit", file.toString(), "--target=y"), Stream.of(options))
            .toArray(String[]::new));
  }

  private static JsonNode json(Ran ran) {
    return JsonMapper.shared().readTree(ran.out());
  }

  /** The cars whose value in a column is this one. */
  private static Dataset subset(String column, double value) {
    double[] group = Samples.mtcars().column(column);
    int[] rows = IntStream.range(0, group.length).filter(i -> group[i] == value).toArray();
    return Dataset.of(
        List.of("wt", "hp"),
        new double[][] {taken("wt", rows), taken("hp", rows)},
        "mpg",
        taken("mpg", rows));
  }

  private static double[] taken(String column, int[] rows) {
    double[] values = Samples.mtcars().column(column);
    return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "auto, auto, FLOAT64, cyl, 1e-9",
    "auto, fused, FLOAT32, cyl, 1e-3",
    "jvm, auto, FLOAT64, gear, 1e-12",
    "jvm, stepwise, FLOAT32, cyl, 1e-6",
    "jvm, gram, FLOAT64, cyl, 1e-12",
    "reference, direct, FLOAT64, gear, 1e-12"
  })
  void everyGroupIsFittedAsIfItWereAlone(
      String engine, String mode, Precision precision, String by, double bound) {
    Ran ran =
        Ran.of(
            "fit",
            cars,
            "--target=mpg",
            "--features=wt,hp",
            "--by=" + by,
            "--json",
            "--engine=" + engine,
            "--mode=" + mode,
            "--precision=" + precision);
    if (precision == Precision.FLOAT64) { // A descent in float32 may end short of the answer.
      assertThat(ran.status()).as(ran.err()).isZero();
    }
    JsonNode document = json(ran);
    assertThat(document.propertyNames()).containsExactly("by", "fits");
    assertThat(document.get("by").asString()).isEqualTo(by);
    List<Integer> order = by.equals("cyl") ? List.of(4, 6, 8) : List.of(3, 4, 5);
    assertThat(document.get("fits").size()).isEqualTo(3);
    Regression options =
        Regression.squared()
            .engine(engine)
            .mode(Mode.valueOf(mode.toUpperCase(java.util.Locale.ROOT)))
            .precision(precision);
    for (int i = 0; i < 3; i++) {
      Dataset data = subset(by, order.get(i));
      assertSame(document.get("fits").get(i), order.get(i), data, options.fit(data), bound);
    }
  }

  private static void assertSame(JsonNode fit, int group, Dataset data, Fit alone, double bound) {
    assertThat(fit.propertyNames())
        .startsWith("group", "error", "target", "columns")
        .contains("rows", "coefficients", "outcome", "attestation");
    assertThat(fit.get("group").isNumber()).isTrue();
    assertThat(fit.get("group").asInt()).isEqualTo(group);
    assertThat(fit.get("rows").asInt()).isEqualTo(data.samples());
    assertThat(fit.get("error").isNull()).isTrue();
    assertThat(fit.get("outcome").asString().replace(' ', '_'))
        .isEqualToIgnoringCase(alone.outcome().name());
    double scale = 1 + Math.abs(alone.intercept());
    assertThat(fit.at("/coefficients/0/estimate").asDouble())
        .isCloseTo(alone.intercept(), within(bound * scale));
    for (int j = 0; j < 2; j++) {
      assertThat(fit.at("/coefficients/" + (j + 1) + "/estimate").asDouble())
          .isCloseTo(alone.coefficients()[j], within(bound * scale));
    }
    assertThat(fit.at("/r2").asDouble()).isCloseTo(alone.metrics().r2(), within(bound));
  }

  @Test
  void aRowAGroupAndWhatRanOnce() {
    Ran ran =
        Ran.of("fit", cars, "--target=mpg", "--features=wt", "--by=cyl", "--engine=reference");
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith(
            """
            mpg by cyl, 3 groups

            cyl  rows  outcome    epochs  (intercept)        wt      loss        R²      RMSE
            4      11  converged       0      39.5712  -5.64703   9.08518  0.508633   3.01416
            """)
        .containsPattern("(?m)^6 +7 +converged +0 +28\\.4088 +-2\\.78011 ")
        .containsPattern("(?m)^8 +14 +converged +0 +23\\.8680 +-2\\.19244 ")
        .containsOnlyOnce("engine ")
        .containsPattern("(?m)^engine +reference$")
        .containsPattern("(?m)^mode +direct$")
        .containsPattern("(?m)^kernels +qr$")
        .containsPattern("(?m)^all fits +\\d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--engine=jvm --optimizer=gd", "--engine=reference"})
  void aGroupThatCannotBeFittedCostsNoOther(String options) throws IOException {
    Ran ran = fit(FLAWED, ("--by=g " + options).split(" "));
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    String table = folder.resolve("table.csv").toString();
    assertThat(ran.err().lines())
        .containsExactly(
            "regress: "
                + table
                + " (g b): Feature 'x' has the same value in every row, so its effect cannot"
                + " be separated from the intercept. Drop it.",
            "regress: "
                + table
                + " (g c) has 1 row, fewer than the 2 coefficients (intercept"
                + " included). Add rows or drop features.",
            "regress: "
                + table
                + " (g d) line 9, column 'x': the value is missing. Drop such"
                + " rows (--missing drop), or impute the value.");
    assertThat(ran.out())
        .containsPattern("(?m)^a +3 +converged +\\d+ +1\\.0000\\d +2\\.00000 ")
        .containsPattern("(?m)^b +3 +failed +- +- +- +- +- +-$")
        .containsPattern("(?m)^c +1 +failed ")
        .containsPattern("(?m)^d +2 +failed ")
        .containsPattern("(?m)^e +3 +converged +\\d+ +(5\\.0000\\d|4\\.9999\\d) +-1\\.00000 ");
  }

  @Test
  void aFeatureThatAGroupCannotTellIsLeftOutThereAndNamed() throws IOException {
    Ran ran = fit(FLAWED, "--by=g", "--engine=jvm");
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    assertThat(ran.err().lines())
        .hasSize(3)
        .anyMatch(
            line ->
                line.endsWith("(g b): Feature 'x' was left out, since x = 1 to within rounding."));
    assertThat(ran.out())
        .containsPattern("(?m)^a +3 +converged +15 +1\\.00000 +2\\.00000 ")
        .containsPattern("(?m)^b +3 +converged +\\d+ +\\S+ +- ");
  }

  @Test
  void jsonSaysWhyAGroupHasNoModel() throws IOException {
    Ran ran = fit(FLAWED, "--by=g", "--engine=jvm", "--optimizer=gd", "--json");
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    JsonNode constant = json(ran).at("/fits/1");
    assertThat(constant.get("group").asString()).isEqualTo("b");
    assertThat(constant.get("error").asString())
        .contains("(g b): Feature 'x' has the same value in every row");
    for (String none : List.of("coefficients", "outcome", "epochs", "loss", "r2", "attestation")) {
      assertThat(constant.get(none).isNull()).as(none).isTrue();
    }
    assertThat(json(ran).at("/fits/4/coefficients/0/estimate").asDouble())
        .isCloseTo(5, within(1e-6));
  }

  /** Only the engine sees it, and it stops at the first. */
  @Test
  void aGroupThatTheEngineRefusesCostsNoOther() throws IOException {
    String collinear = "g,x,z,y\n";
    for (int i = 0; i < 5; i++) {
      collinear += "a," + i + "," + 2 * i + "," + i * i + "\n";
      collinear += "b," + i + "," + i * i + "," + (i + i * i) + "\n";
    }
    Ran ran = fit(collinear, "--by=g", "--features=x,z", "--engine=reference");
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    assertThat(ran.err()).contains("(g a): The features are collinear").hasLineCount(1);
    assertThat(ran.out()).containsPattern("(?m)^b +5 +converged ");
  }

  @Test
  void groupsThatDivergeHaveNoModel() throws IOException {
    String[] wild = {"--by=g", "--engine=jvm", "--no-standardize", "--learning-rate=0.5"};
    String csv = "g,x,y\ntame,0.0,1\nwild,100,1\ntame,0.5,3\nwild,200,3\ntame,1.0,5\nwild,300,5\n";
    Ran ran = fit(csv, wild);
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    assertThat(ran.err()).contains("(g wild): The fit diverged at epoch ").hasLineCount(1);
    assertThat(ran.out())
        .containsPattern("(?m)^tame +3 +converged ")
        .containsPattern("(?m)^wild +3 +diverged +\\d+ +- +- +- +- +-$");
    JsonNode diverged =
        json(fit(csv, Stream.concat(Stream.of(wild), Stream.of("--json")).toArray(String[]::new)))
            .at("/fits/1");
    assertThat(diverged.get("outcome").asString()).isEqualTo("diverged");
    assertThat(diverged.get("error").asString()).contains("diverged at epoch");
    assertThat(diverged.get("coefficients").isNull()).isTrue();
    assertThat(diverged.at("/attestation/engine").asString()).isEqualTo("jvm");
  }

  @Test
  void groupsAreNumbersInJsonOnlyWhereJsonCanWriteThemAll() throws IOException {
    String[] options = {"--by=g", "--engine=reference", "--json"};
    JsonNode exact =
        json(fit("g,x,y\n9007199254740993,0,1\n9007199254740993,1,2\n", options)).at("/fits/0");
    assertThat(exact.get("group").isNumber()).isTrue();
    assertThat(exact.get("group").toString()).isEqualTo("9007199254740993");
    JsonNode zip = json(fit("g,x,y\n01234,0,1\n01234,1,2\n7,0,1\n7,1,3\n", options));
    assertThat(zip.at("/fits/1/group").isString()).isTrue();
    assertThat(zip.at("/fits/1/group").asString()).isEqualTo("01234");
    assertThat(zip.at("/fits/0/group").asString()).isEqualTo("7");
  }

  @Test
  void groupsThatUseAllTheirEpochsAreCounted() throws IOException {
    String csv = "g,x,y\na,0,1\nb,0,1\na,1,3\nb,1,2\na,2,4\nb,2,5\n";
    Ran ran = fit(csv, "--by=g", "--features=x", "--engine=jvm", "--epochs=2");
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    assertThat(ran.err()).startsWith("regress: 2 of 2 groups: ").contains("allow more epochs");
    Ran all = fit(csv, "--by=g", "--features=x", "--engine=jvm", "--epochs=2", "--tolerance=0");
    assertThat(all.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--by=h, has no column 'h'",
    "--by=y, Target 'y' tells the groups apart",
    "'--by=g,--features=x,g', Feature 'g' tells the groups apart",
    "'--by=g,--features=z', has no column 'z'",
  })
  void columnsThatCannotBeMeantAreWrongUsage(String options, String said) throws IOException {
    Ran ran = fit(FLAWED, options.split(",(?=--)"));
    assertThat(ran.status()).isEqualTo(Failures.USAGE);
    assertThat(ran.err()).contains(said);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void theColumnThatTellsGroupsApartIsNotCalledLeftOut() throws IOException {
    Ran ran = fit("g,note,x,y\na,n,0,1\na,m,1,3\n", "--by=g", "--engine=reference");
    assertThat(ran.err())
        .isEqualTo(
            "regress: Columns without numbers are left out: note. Name them to make categories (--categories).\n");
    assertThat(ran.out()).startsWith("y by g, 1 group\n");
  }

  @Test
  void namesOfGroupsCannotDriveTheTerminal() throws IOException {
    Ran ran = fit("g,x,y\n\u001b[2J,0,1\n\u001b[2J,1,3\n\u001b[3J,1,1\n", "--by=g", "--engine=jvm");
    assertThat(ran.out() + ran.err()).contains("\\u001b[2J", "\\u001b[3J").doesNotContain("\u001b");
  }

  @Test
  void manyGroupsFromStandardInput() {
    int groups = LongForm.ASKED ? 10_000 : 2_000;
    String csv =
        IntStream.range(0, 3 * groups)
            .mapToObj(i -> i % groups + "," + i / groups + "," + (i % groups + 2 * (i / groups)))
            .collect(Collectors.joining("\n", "g,x,y\n", "\n"));
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
      Ran ran = Ran.of("fit", "-", "--target=y", "--by=g", "--engine=reference");
      assertThat(ran.status()).isZero();
      assertThat(ran.out().lines().filter(line -> line.matches("\\d+ +3 +converged .*")))
          .hasSize(groups);
      assertThat(ran.out()).containsPattern("(?m)^1999 +3 +converged +0 +1999\\.00 +2\\.00000 ");
    } finally {
      System.setIn(before);
    }
  }
}
