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

  private static final String WIDE =
      "temp_1,temp_2,note,x*,y,g\n1,5,n,2,3,a\n4,2,m,7,1,a\n3,3,n,1,6,a\n0,1,n,4,2,a\n9,2,o,4,8,a\n";

  private List<String> wide(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--target=y", "--engine=reference", "--json"));
    all.addAll(List.of(options));
    Ran ran = run("fit", WIDE, all);
    assertThat(ran.out()).as(ran.err()).isNotEmpty();
    var names = JsonMapper.shared().readTree(ran.out()).at("/fits/0/columns");
    return names.valueStream().map(name -> name.asString()).toList();
  }

  @Test
  void globsStandForColumnsWithNumbersBesideTheTargetAndGroups() throws IOException {
    assertThat(wide("--features=temp_*")).containsExactly("temp_1", "temp_2");
    assertThat(wide("--features=temp_2,t*")).containsExactly("temp_2", "temp_1");
    assertThat(wide("--features=t*,temp_1")).containsExactly("temp_2", "temp_1");
    assertThat(wide("--features=[!x]*,t*")).containsExactly("temp_1", "temp_2");
    assertThat(wide("--features=*", "--by=g")).containsExactly("temp_1", "temp_2", "x*");
    assertThat(wide("--features=x*")).containsExactly("x*");
    assertThat(wide("--features=t*", "--features=x?")).containsExactly("temp_1", "temp_2", "x*");
  }

  @Test
  void whatIsLeftOutIsNoFeature() throws IOException {
    assertThat(wide("--without=x*")).containsExactly("temp_1", "temp_2");
    assertThat(wide("--without=temp_1,note", "--without=x*")).containsExactly("temp_2");
    assertThat(wide("--features=*", "--without=temp_?")).containsExactly("x*");
    assertThat(wide("--without=temp_1", "--by=g")).containsExactly("temp_2", "x*");
    Ran ran = run("fit", WIDE, List.of("--target=y", "--without=note,g"));
    assertThat(ran.err()).isEmpty();
    ran = run("fit", WIDE, List.of("--target=y", "--features=[nt]*"));
    assertThat(ran.err())
        .isEqualTo(
            "regress: Columns without numbers are left out: note. Name them to make categories (--categories).\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--features=temq_*|No column of TABLE that can be a feature matches 'temq_*'. Did you mean 'temp_1'?",
        "--features=y*|matches 'y*'. Choose among temp_1, temp_2, note, x*, g.",
        "--without=?|matches '?'. Choose among temp_1, temp_2, note, x*.",
        "--without=temp_3|TABLE has no column 'temp_3'. Did you mean 'temp_1'?",
        "--without=*|No feature of TABLE remains beside the columns that are left out. Leave fewer out.",
        "--features=temp_1,temp_1|Feature 'temp_1' appears twice.",
        "--features=g|Feature 'g' tells the groups apart",
      })
  void whatChoosesNothingIsWrongUsage(String option, String message) throws IOException {
    List<String> options = new ArrayList<>(List.of("--target=y", option));
    if (message.contains("groups") || option.endsWith("?")) {
      options.add("--by=g");
    }
    Ran ran = run("fit", WIDE, options);
    assertThat(ran.status()).isEqualTo(Failures.USAGE);
    assertThat(ran.err())
        .hasLineCount(1)
        .contains(message.replace("TABLE", folder.resolve("t.csv").toString()));
  }

  /** Whatever a column is called, every option that takes one takes this. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b", "x y", "q\"t", "\"q\"", "x*", "[k]", "-d", "@f", "${e}", "a=b", "\\", "a,\"b", "*",
        "a\nb"
      })
  void everyOptionTakesEveryName(String name) throws IOException {
    String quoted = '"' + name.replace("\"", "\"\"") + '"';
    String csv = quoted + ",o,p\n1,5,0\n4,2,5\n3,3,7\n1,1,2\n4,2,1\n3,4,1\n4,9,9\n1,8,8\n3,0,2\n";
    String model = "--model=" + folder.resolve("m.json");
    assertFits(csv, "--target=" + name, "--features=o");
    assertFits(csv, "--target=p", "--features=" + name, "--without=o");
    assertFits(csv, "--target=p", "--features=o," + quoted);
    assertFits(csv, "--target=p", "--without=" + name);
    assertFits(csv, "--target=p", "--features=o", "--by=" + quoted);
    assertFits(csv, "--target=p", "--features=o", "--by=" + name, model);
    List<String> predict = List.of("predict", folder.resolve("m.json").toString());
    List<String> words = new ArrayList<>(predict);
    words.addAll(List.of(folder.resolve("t.csv").toString(), "--keep=" + name));
    assertThat(Ran.of(words.toArray(String[]::new)).status()).isZero();
  }

  private void assertFits(String csv, String... options) throws IOException {
    Ran ran = run("fit", csv, List.of(options));
    assertThat(ran.status()).as(ran.err()).isZero();
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
