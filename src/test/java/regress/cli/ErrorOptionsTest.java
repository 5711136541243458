package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.Fit;
import regress.Regression;
import regress.VerificationTest;
import regress.data.Dataset;
import regress.data.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the command tells of a fit's errors when it is asked for more. */
class ErrorOptionsTest {
  private static final String CARS = "src/main/resources/regress/data/mtcars.csv";

  @TempDir private Path folder;

  private static Ran cars(String... more) {
    return fit(CARS, more);
  }

  private static Ran fit(String table, String... more) {
    Stream<String> line =
        Stream.of("fit", table, "--target=mpg", "--features=wt,hp", "--engine=jvm");
    return Ran.of(Stream.concat(line, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void robustErrorsAndAnotherLevelAreNamed() {
    Ran ran = cars("--errors=hc3", "--level=0.9");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(
            """
                           estimate  std. error       t        p  90% interval
            (intercept)     37.2273     2.22981  16.695  2.1e-16       33.4385     41.0160
            """)
        .contains("F 35.7301 on 2 and 29, p 1.5e-8")
        .contains(
            "\nstandard errors hc3, for variances that differ from row to row; F is Wald's\n");
    assertThat(cars("--level=0.999").out()).contains("99.9% interval").doesNotContain("Wald");
  }

  @Test
  void theDocumentsSayWhichErrorsAndWhichLevel() {
    JsonNode one =
        JsonMapper.shared().readTree(cars("--errors=hc1", "--level=0.5", "--json").out());
    JsonNode many =
        JsonMapper.shared()
            .readTree(cars("--errors=hc1", "--level=0.5", "--json", "--by=am").out());
    for (JsonNode document : List.of(one, many)) {
      JsonNode of = document.at("/fits/0/inference");
      assertThat(of.get("errors").asString()).isEqualTo("hc1");
      assertThat(of.get("level").asDouble()).isEqualTo(0.5);
      JsonNode first = document.at("/fits/0/coefficients/0");
      double half = first.get("high").asDouble() - first.get("estimate").asDouble();
      assertThat(half / first.get("standardError").asDouble()).isCloseTo(0.68, within(0.02));
    }
    assertThat(one.at("/fits/0").has("verification")).isFalse();
  }

  @Test
  void aLineARowIsWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), "older");
    Ran ran = cars("--rows=" + file);
    assertThat(ran.status()).as(ran.err()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(33);
    assertThat(lines.getFirst()).isEqualTo("row,target,fitted,residual,leverage,standardized,cook");
    assertThat(lines.get(1)).startsWith("1,21.0,23.5723294033").contains(",-2.5723294033");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
    Path table =
        Files.writeString(folder.resolve("t.csv"), "mpg,wt,hp\n1,0,1\n2,1,2\n5,2,7\n4,9,1\n");
    assertThat(fit(table.toString(), "--rows=" + file, "--json").status()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(5);
  }

  @Test
  void theTableIsNeverWrittenOver() throws IOException {
    Path table = Files.copy(Path.of(CARS), folder.resolve("cars.csv"));
    Path other = Files.createSymbolicLink(folder.resolve("link.csv"), table);
    for (Path rows : List.of(table, other)) {
      Ran ran = fit(table.toString(), "--rows=" + rows);
      assertThat(ran.status()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .isEqualTo("regress: --rows would take the place of the table. Give it another file.\n");
    }
    assertThat(table).hasSameTextualContentAs(Path.of(CARS));
    Path target = Files.writeString(folder.resolve("rows.csv"), "older");
    Path link = Files.createSymbolicLink(folder.resolve("rows-link.csv"), target);
    assertThat(fit(table.toString(), "--rows=" + link).status()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(Files.readAllLines(target)).hasSize(33);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rows=/dev/null | --rows takes a file and no device or pipe, which it would replace, not '/dev/null'.",
        "--level=1 | --level takes a number between 0 and 1, not '1'.",
        "--errors=hc4 | --errors takes one of classic, hc0, hc1, hc2, hc3, not 'hc4'.",
        "--by=cyl --rows=a.csv | --rows is of one fit, and --by makes many. Leave one out.",
        "--by=cyl --verify | --verify is of one fit, and --by makes many. Leave one out.",
        "--optimizer=gd --verify | --verify needs a fit by optimizer newton, and these options have another. Give --optimizer newton.",
        "--epochs=9 --rows=a.csv | --rows needs a fit by optimizer newton, and these options have another. Give --optimizer newton.",
        "--by=cyl --epochs=9 --level=0.5 | --level needs a fit by optimizer newton, and these options have another. Give --optimizer newton.",
        "--by=cyl --level=0.5 | --level has no effect on the table of --by, which has no intervals. Give --json or --report, or leave it out.",
        "--optimizer=gd --errors=hc1 | --errors has no effect with optimizer gd, which has no standard errors. Leave it out.",
        "--epochs=9 --errors=hc1 | --epochs has no effect with optimizer newton, which has no epochs. Leave it out."
      })
  void whatCannotBeToldIsRefused(String options, String message) {
    Ran ran = cars(options.split(" "));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("regress: " + message + "\n");
  }

  @Test
  void aVerificationIsInTheReportAndInTheDocument() {
    Ran ran = cars("--verify");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .containsPattern(
            "\nCommons Math, row by row: 1\\d digits in common, at most \\d\\.\\de-1\\d standard errors"
                + " apart; it has at least 1\\d on these data\n$");
    JsonNode of =
        JsonMapper.shared().readTree(cars("--verify", "--json").out()).at("/fits/0/verification");
    assertThat(of.get("digits").asInt()).isBetween(of.get("possible").asInt(), 15);
    assertThat(of.get("contradicted").isEmpty()).isTrue();
  }

  @Test
  void aContradictionFails() {
    Dataset cars = Samples.mtcars().dataset("mpg", "wt", "hp");
    Fit fit = VerificationTest.tampered(Regression.squared().engine("jvm").fit(cars), 1.001);
    var err = new ByteArrayOutputStream();
    var streams = new Streams(new PrintStream(err), new PrintStream(err), () -> false);
    assertThat(ErrorOptions.status(fit.verify(cars), streams)).isEqualTo(1);
    assertThat(err.toString())
        .matches(
            "regress: Commons Math contradicts the coefficients of wt: 3 digits in common, where it"
                + " has at least 1\\d\\. Do not use this fit\\.\n");
  }
}
