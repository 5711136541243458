package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import regress.data.Samples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Terms, and models without an intercept, on the command line. */
final class TermsOptionsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeCars() throws IOException {
    try (InputStream table = Samples.class.getResourceAsStream("mtcars.csv")) {
      Files.copy(table, folder.resolve("cars.csv"));
    }
  }

  private static Ran run(String command, String... options) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(command, folder.resolve("cars.csv").toString(), "--target=mpg"));
    words.addAll(List.of(options));
    return Ran.of(words.toArray(String[]::new));
  }

  private static Ran fit(String... options) {
    List<String> words = new ArrayList<>(List.of("--features=wt,hp", "--engine=jvm"));
    words.addAll(List.of(options));
    return run("fit", words.toArray(String[]::new));
  }

  @Test
  void theReportNamesTermsAsAlgebraDoes() {
    Ran ran = fit("--degree=2", "--interactions");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("mpg = ")
        .containsPattern("[0-9] wt\\^2 [+-] [0-9.]+ hp\\^2\\s+[+-] [0-9.]+ wt:hp [+-]")
        .containsPattern("\nwt\\^2 +[0-9.-]+ ")
        .containsPattern("\nwt:hp +[0-9.-]+ ")
        .contains("on 26 degrees of freedom");
  }

  @Test
  void aModelWithoutAnInterceptShowsNone() {
    String text = fit("--no-intercept").out();
    assertThat(text)
        .doesNotContain("(intercept)")
        .contains("\nuncentred R² ")
        .containsPattern("^mpg = [0-9.]+ wt - [0-9.]+ hp\n");
    String reference = run("fit", "--features=wt,hp", "--no-intercept", "--engine=reference").out();
    assertThat(reference.lines().findFirst()).isEqualTo(text.lines().findFirst());
    assertThat(reference).doesNotContain("(intercept)");
  }

  @Test
  void theDocumentSaysOfWhatFeaturesAreMade() {
    JsonNode model =
        JsonMapper.shared()
            .readTree(fit("--degree=2", "--no-intercept", "--json").out())
            .at("/fits/0");
    assertThat(model.get("columns")).hasToString("[\"wt\",\"hp\"]");
    assertThat(model.get("degree").asInt()).isEqualTo(2);
    assertThat(model.get("interactions").asBoolean()).isFalse();
    assertThat(model.get("coefficients").valueStream().map(one -> one.get("name").asString()))
        .containsExactly("wt", "hp", "wt^2", "hp^2");
    assertThat(model.get("intercept").asBoolean()).isFalse();
  }

  @Test
  void groupsHaveTheSameTerms() {
    Ran ran = fit("--interactions", "--no-intercept", "--by=cyl");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).containsPattern("cyl +rows +outcome +digits +wt +hp +wt:hp +loss");
    Ran few = fit("--degree=4", "--by=cyl");
    assertThat(few.status()).isEqualTo(Failures.FAILED);
    assertThat(few.err()).contains("has 7 rows, fewer than the 9 coefficients");
    assertThat(few.out()).containsPattern("\n4 +11 +converged ");
  }

  @Test
  void explainTakesNoOptionThatCannotBe() {
    Ran none = run("explain", "--features=wt", "--no-intercept", "--optimizer=gd");
    assertThat(none.status()).isEqualTo(Failures.USAGE);
    assertThat(none.err())
        .contains("--no-intercept has no effect with optimizer gd, which always fits one.");
  }

  @Test
  void wrongTermsAreWrongUsage() {
    assertThat(fit("--degree=101").status()).isEqualTo(Failures.USAGE);
    assertThat(fit("--degree=0").err()).contains("--degree takes a whole number from 1");
    Ran many = fit("--degree=17");
    assertThat(many.err()).contains("cars.csv has 32 rows, fewer than the 35 coefficients");
  }
}
