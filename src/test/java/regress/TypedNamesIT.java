package regress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import regress.FakeMachine.Ended;

/**
 * What a user types reaches java as it is and no other program: whatever it looks like, the working
 * folder stays as it was. {@link FastStartIT} tries some of it with the program itself.
 */
class TypedNamesIT {
  /** Words that find, sed, rm, ls, awk, test or the shell would take for more than a name. */
  static final List<String> NASTY =
      List.of(
          "-delete",
          "-ls",
          "-fprint",
          "-exec",
          "-f",
          "-",
          "--",
          "/",
          "..",
          "(",
          "!",
          "*",
          "$(touch made)",
          "`touch made`",
          "; touch made",
          "a=b",
          "my cars.csv",
          "it's",
          "say \"so\"",
          "two\nlines",
          "\n",
          "-starts with a dash.csv",
          "\\",
          "~",
          "{a,b}",
          "@file");

  @RegisterExtension private final FakeMachine machine = new FakeMachine();
  private Path here;

  @BeforeEach
  void fillFolder() throws IOException {
    here = Files.createDirectory(machine.folder.resolve("here"));
    fill(here);
  }

  /** Puts files of such names, and some in a folder, into a working folder. */
  static void fill(Path here) throws IOException {
    Files.writeString(here.resolve("data.csv"), "x,y\n1,2\n2,4.1\n3,5.9\n");
    Files.writeString(Files.createDirectory(here.resolve("inner")).resolve("kept"), "kept");
    for (String name : List.of("-delete", "two\nlines", "it's", "say \"so\"", "-ls", "(", "!")) {
      Files.writeString(here.resolve(name), name);
    }
  }

  /** All that is in a folder: names, times, contents. */
  static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        String text = Files.isRegularFile(file) ? Files.readString(file) : "a folder";
        contents.put(file.toString(), Files.getLastModifiedTime(file) + " " + text);
      }
    }
    return contents;
  }

  private List<List<String>> commandLines() {
    List<List<String>> lines = new ArrayList<>();
    for (String word : NASTY) {
      lines.add(List.of("fit", word, "--target", "y"));
    }
    var random = new Random(16);
    for (int i = 0; i < (LongForm.ASKED ? 300 : 10); i++) {
      lines.add(random.ints(random.nextInt(5), 0, 3).mapToObj(kind -> word(random)).toList());
    }
    lines.add(List.of());
    return lines;
  }

  private static String word(Random random) {
    if (random.nextInt(3) == 0) {
      return NASTY.get(random.nextInt(NASTY.size()));
    }
    String signs = "-/.*?[](){}!$&|;<>'\"\\`~#=%^@ \t\n\rabfy01\u0007\u001b";
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(i -> signs.substring(random.nextInt(signs.length())).substring(0, 1))
        .collect(Collectors.joining());
  }

  private void reachesJava(String... kinds) throws Exception {
    Map<String, String> before = contents(here);
    for (List<String> words : commandLines()) {
      Ended ended = machine.runIn(here, words.toArray(String[]::new));
      List<String> expected = new ArrayList<>(words);
      expected.add("input");
      assertThat(ended.said().getFirst()).isIn((Object[]) kinds);
      assertThat(ended.said())
          .as("%s %s", words, ended.err())
          .endsWith(expected.toArray(String[]::new))
          .hasSize(expected.size() + 1);
      assertThat(ended.err()).isEmpty();
      assertThat(contents(here)).as("the working folder after %s", words).isEqualTo(before);
    }
  }

  @Test
  void withoutWhatIsPrepared() throws Exception {
    machine.variables.put("REGRESS_NO_FAST_START", "1");
    machine.cache();
    reachesJava("plain", "light");
  }

  @Test
  void withWhatIsPrepared() throws Exception {
    machine.prepare();
    machine.cache();
    reachesJava("prepared", "cached");
  }
}
