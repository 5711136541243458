package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a fit with default options says of its errors. The numbers are statsmodels'. */
class ErrorReportTest {
  private static final String CARS = "src/main/resources/regress/data/mtcars.csv";

  @TempDir private Path folder;

  private static Ran cars(String... more) {
    String[] line = {"fit", CARS, "--target=mpg", "--features=wt,hp", "--engine=jvm"};
    return Ran.of(
        java.util.stream.Stream.of(line, more)
            .flatMap(java.util.stream.Stream::of)
            .toArray(String[]::new));
  }

  private Ran fit(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), csv);
    return Ran.of("fit", file.toString(), "--target=y", "--engine=jvm");
  }

  @Test
  void isLaidOutAsUsersOfRReadIt() {
    Ran ran = cars();
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith(
            """
            mpg = -3.87783 wt - 0.0317729 hp + 37.2273

                           estimate  std. error       t        p  95% interval
            (intercept)     37.2273     1.59879  23.285  2.6e-20       33.9574     40.4972
            wt             -3.87783    0.632733  -6.129   1.1e-6      -5.17192    -2.58375
            hp           -0.0317729  0.00902971  -3.519   0.0015    -0.0502408  -0.0133051

            32 rows, residual standard error 2.59341 on 29 degrees of freedom
            R² 0.826785, adjusted 0.814840; F 69.2112 on 2 and 29, p 9.1e-12; AIC 156.652, BIC 162.515
            converged: correct to at least 1""")
        .containsPattern(
            "(?m)^converged: .* \\(condition number 2.2, largest variance inflation 1.8\\)$");
  }

  @Test
  void theDocumentHasTheSameNumbers() {
    JsonNode fit = JsonMapper.shared().readTree(cars("--json").out()).at("/fits/0");
    assertThat(fit.at("/digits").asInt()).isBetween(12, 15);
    assertThat(fit.at("/leftOut").isEmpty()).isTrue();
    JsonNode of = fit.at("/inference");
    assertThat(fit.at("/coefficients/1/name").asString()).isEqualTo("wt");
    assertThat(fit.at("/coefficients/1/standardError").asDouble())
        .isCloseTo(0.632733494, within(1e-9));
    assertThat(fit.at("/coefficients/0/p").asDouble()).isCloseTo(2.565e-20, within(1e-22));
    assertThat(of.at("/fP").asDouble()).isCloseTo(9.109e-12, within(1e-14));
    assertThat(of.get("degreesOfFreedom").asInt()).isEqualTo(29);
    assertThat(cars("--json", "--optimizer=gd").out()).contains("\"inference\" : null");
  }

  @Test
  void aDescentThatStoppedShortSaysSoFirstAndFails() {
    Ran ran = cars("--optimizer=gd", "--epochs=20");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .containsPattern(
            "^STOPPED SHORT after 20 epochs: [0-4] digits? (is|are) right "
                + "\\(0\\.\\d+ standard errors from the least-squares answer\\)\\.\\n"
                + "Leave the optimizer to us, or allow more epochs and lower the tolerance\\.\\n\\nmpg = ");
    assertThat(ran.err()).contains("these are not yet the least-squares coefficients");
    assertThat(cars("--optimizer=gd", "--epochs=20", "--json").out())
        .contains("\"standardErrors\" : 0.");
    Ran wanted = cars("--optimizer=gd", "--epochs=20", "--tolerance=0");
    assertThat(wanted.status()).isZero();
    assertThat(wanted.out()).startsWith("STOPPED SHORT after 20 epochs: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,y\\n1.5,4\\n2,5\\n3.5,8\\n | 3 rows, no standard errors: exact fit",
        "x,y\\n1.5,4\\n2,5\\n | 2 rows, no standard errors: exact fit",
        "a,b,sum,y\\n1.5,2,3.5,4\\n2,5,7,1\\n3.5,8,11.5,2\\n4,1,5,9\\n | Feature 'sum' was left out, since sum = 1 a + 1 b to within rounding."
      })
  void whatCannotBeToldIsAWordAndNoNumber(String csv, String said) throws IOException {
    Ran ran = fit(csv.replace("\\n", "\n"));
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("\n" + said + "\n").doesNotContain("NaN", "0 sum");
  }
}
