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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** How columns are named on the command line, and what is said where the fields fell together. */
final class ColumnOptionsTest {
  private static final String ODD =
      "\"a,b\",x y,\"q\"\"t\",k,y\n1,5,0,a,2\n4,2,0.5,b,7\n3,3,7,a,1\n0,1,2,b,4\n9,2,1,a,5\n8,4,1,b,4\n"
          + "1,1,3,a,6\n2,7,0,b,9\n";

  @TempDir private Path folder;

  private Ran run(String command, String csv, List<String> options) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), csv);
    List<String> words = new ArrayList<>(List.of(command, file.toString()));
    words.addAll(options);
    return Ran.of(words.toArray(String[]::new));
  }

  private List<String> features(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--target=y", "--engine=reference", "--json"));
    all.addAll(List.of(options));
    Ran ran = run("fit", ODD, all);
    assertThat(ran.status()).as(ran.err()).isZero();
    var names = JsonMapper.shared().readTree(ran.out()).at("/fits/0/columns");
    return names.valueStream().map(name -> name.asString()).toList();
  }

  @Test
  void aNameWithACommaIsQuotedOrStandsAlone() throws IOException {
    assertThat(features("--features=\"a,b\",x y")).containsExactly("a,b", "x y");
    assertThat(features("--features", "a,b", "--features", "x y")).containsExactly("a,b", "x y");
    assertThat(features("--features=a,b")).containsExactly("a,b");
    assertThat(features("--features", "x y, \"a,b\"")).containsExactly("x y", "a,b");
    assertThat(features("--features", "q\"t", "--features=x y")).containsExactly("q\"t", "x y");
    assertThat(features("--features=\"q\"\"t\",\"a,b\"")).containsExactly("q\"t", "a,b");
    assertThat(features("--features=a,b", "--by=k")).containsExactly("a,b");
    assertThat(features()).containsExactly("a,b", "x y", "q\"t");
  }

  @Test
  void targetAndGroupsAreNamedAsTheyAre() throws IOException {
    Ran ran = run("fit", ODD, List.of("--target=a,b", "--features=x y", "--engine=reference"));
    assertThat(ran.out()).startsWith("`a,b` = ").containsPattern(" `x y` [+-] ");
    String grouped = "\"g,h\",x,y\n1,0,1\n1,1,3\n2,1,1\n2,5,3\n";
    Ran by = run("fit", grouped, List.of("--target=y", "--by=g,h", "--engine=reference"));
    assertThat(by.status()).isZero();
    assertThat(by.out()).startsWith("y by `g,h`, 2 groups");
  }

  @Test
  void aListOfNamesCanBeCopied() throws IOException {
    Ran unknown = run("fit", ODD, List.of("--target=zzz"));
    assertThat(unknown.err()).contains("Choose among \"a,b\", x y, \"q\"\"t\", k, y.");
    Ran left =
        run(
            "fit",
            "\"n,m\",k,x,y\na,b,3,1\nb,a,2,3\n",
            List.of("--target=y", "--engine=reference"));
    assertThat(left.err()).startsWith("regress: Columns without numbers are left out: \"n,m\", k.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"a,b", "wt,,hp", "nosuch"})
  void aListThatNamesNoColumnIsWrongUsage(String list) throws IOException {
    Ran ran = run("fit", ODD, List.of("--target=y", "--features=" + list));
    assertThat(ran.status()).as(ran.err()).isEqualTo(Failures.USAGE);
    assertThat(ran.err()).startsWith("regress: ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '\u0001',
      value = {"|! '|'", ":! ':'", "^! '^'", "~! '~'", "#! '#'", "/! '/'"})
  void anotherSeparatorIsNamed(String sign, String hint) throws IOException {
    String csv = "model,mpg,cyl\nMazda RX4,21.0,6\nDatsun,22.8,4\n".replace(",", sign);
    assertHinted(csv, hint, List.of());
  }

  @Test
  void aSeparatorThatTheOptionGotWrongIsNamed() throws IOException {
    String csv = "model,mpg,cyl\nMazda,21.0,6\nDatsun,22.8,4\n";
    assertHinted(csv, "','", List.of("--separator=|"));
    assertHinted(csv.replace(",", ";"), "';'", List.of("--separator=,"));
    assertHinted(csv.replace(",", "\t"), "tab", List.of("--separator=;"));
    assertHinted(csv.replace(",", " "), "' '", List.of());
  }

  private void assertHinted(String csv, String sign, List<String> more) throws IOException {
    String hint = "If its separator is " + sign + ", say so (--separator " + sign + ").\n";
    for (String command : List.of("fit", "explain")) {
      List<String> options = new ArrayList<>(List.of("--target=mpg"));
      options.addAll(more);
      Ran ran = run(command, csv, options);
      assertThat(ran.status()).isEqualTo(Failures.USAGE);
      assertThat(ran.err()).contains("t.csv has no column 'mpg', only ").endsWith(hint);
    }
    List<String> options = new ArrayList<>(List.of("--target=mpg", "--by=cyl"));
    options.addAll(more);
    assertThat(run("fit", csv, options).err()).contains("no column 'cyl', only ").endsWith(hint);
  }
}
