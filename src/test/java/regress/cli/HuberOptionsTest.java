package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --loss huber --delta D}. */
final class HuberOptionsTest {
  @TempDir private static Path folder;

  private static Ran fit(String... more) throws IOException {
    Path table = Files.writeString(folder.resolve("t.csv"), "x,y\n1.5,2\n2.5,3\n3,5\n4,90\n5,6\n");
    List<String> line = new ArrayList<>(List.of("fit", table.toString(), "--target", "y"));
    line.addAll(List.of(more));
    return Ran.of(line.toArray(String[]::new));
  }

  @Test
  void isReportedWithItsDelta() throws IOException {
    Ran json = fit("--engine=jvm", "--loss=huber", "--delta=0.5", "--json");
    assertThat(json.status()).as(json.err()).isZero();
    assertThat(json.out()).contains("\"loss\" : \"huber\"", "\"delta\" : 0.5");
    assertThat(fit("--engine=jvm", "--loss=huber", "--delta=0.5").out())
        .contains("(huber, delta 0.5)");
    assertThat(fit("--engine=jvm", "--loss=squared", "--json").out()).contains("\"delta\" : null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --loss=own                                       | --loss takes one of squared, huber, not 'own'.
          --loss=huber                                     | --loss huber needs the residual beyond which a row pulls no harder. Give --delta.
          --delta=1                                        | --delta has no effect with --loss squared, which has none. Leave it out.
          --loss=huber --delta=-1                          | Huber's delta is a finite number above 0, not -1.0. Choose another.
          --loss=huber --delta=1 --mode=gram --engine=jvm  | There is no loss huber with mode gram, which is for squared loss. Leave one of them out.
          --loss=huber --delta=1 --engine=reference        | There is no loss huber with engine reference, which is for squared loss. Leave one of them out.
          --loss=huber --delta=1 --optimizer=newton --engine=jvm | There is no loss huber with optimizer newton, which is for squared loss. Leave one of them out.
          """)
  void whatDoesNotGoTogetherIsWrongUsage(String options, String message) throws IOException {
    Ran ran = fit(options.split(" "));
    assertThat(ran.status()).isEqualTo(Failures.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("regress: " + message);
  }
}
