package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shells and readers of manuals get from the commands' own descriptions. */
class ShellTest {
  /** Asks for the words that may end what was typed ($1, then its words), one line for all. */
  private static final String ASK =
      """
      . ./completion
      ask() {
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _regress
        printf '%s|' "${COMPREPLY[@]}"
        echo
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    Files.createDirectory(folder.resolve("data"));
    Files.createFile(folder.resolve("my cars.csv"));
    Files.createFile(folder.resolve("other.csv"));
    Files.writeString(folder.resolve("completion"), printed("completion"));
    Files.writeString(folder.resolve("regress.1"), printed("man"));
  }

  private static String printed(String command) {
    Ran ran = Ran.of(command);
    assertThat(ran.status()).as(ran.err()).isZero();
    return ran.out();
  }

  @Test
  void bashCompletesCommandsOptionsTheirValuesAndFiles() throws Exception {
    String asked =
        """
        ask regress fi
        ask regress fit o
        ask regress fit m
        ask regress fit other.csv --rep
        ask regress fit other.csv --mode s
        ask regress fit other.csv --mode = f
        ask regress fit other.csv --loss ''
        ask regress predict my.json other.csv --interval n
        ask regress fit other.csv --plot da
        ask regress fit other.csv --target o
        ask regress seed o
        ask regress help su
        ask regress fit other.csv --n
        """;
    assertThat(run("bash", "-c", ASK + asked).lines())
        .containsExactly(
            "fit|",
            "other.csv|",
            "my cars.csv|",
            "--report|",
            "stepwise|",
            "fused|",
            "squared|huber|",
            "new|",
            "data|",
            "|",
            "|",
            "summary|",
            "--no-standardize|--no-intercept|--no-header|");
  }

  /** Outside of a completion it shows all that may stand there. */
  @Test
  void zshCompletesLikewise() throws Exception {
    assumeInstalled("zsh");
    String asked = "emulate ksh\nask regress fit o\nask regress fit other.csv --mode s\n";
    assertThat(run("zsh", "-f", "-c", ASK + asked).lines())
        .containsExactly(
            "completion|data|my cars.csv|other.csv|regress.1|",
            "auto|stepwise|unrolled|fused|gram|direct|");
  }

  @Test
  void everyCommandAndOptionIsInTheManual() throws Exception {
    String manual = Files.readString(folder.resolve("regress.1"));
    WordingTest.commands()
        .filter(command -> !command.isEmpty())
        .forEach(
            command -> {
              assertThat(manual).contains(".SS regress " + command + "\n");
              Ran.of(command, "--help")
                  .out()
                  .lines()
                  .map(String::strip)
                  .filter(line -> line.startsWith("--"))
                  .map(line -> line.split("[ =]")[0].replace("-", "\\-"))
                  .forEach(option -> assertThat(manual).contains(option));
            });
    assertThat(manual).contains("\n.TP\n.B \"\\-\\-report=\\fIFILE.html\\fB\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mandoc -Tlint -Wwarning", "groff -man -K utf8 -Tutf8 -ww -z"})
  void readersOfManualsHaveNothingToSay(String reader) throws Exception {
    assumeInstalled(reader.split(" ")[0]);
    String said = run("sh", "-c", reader + " regress.1 || :");
    assertThat(said.lines().filter(line -> !line.contains("missing date"))).isEmpty();
  }

  private static void assumeInstalled(String program) {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    assumeTrue(isThere, program + " is not here");
  }

  /** Both streams of a program in the folder. */
  private String run(String... command) throws Exception {
    Path said = Files.createTempFile("regress", ".said");
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String text = Files.readString(said);
      assertThat(process.exitValue()).as(text).isZero();
      return text;
    } finally {
      Files.delete(said);
    }
  }
}
