package regress;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.Samples;

/** What the documents show of a terminal, typed into a shell beside a table of cars. */
@DisabledOnOs(OS.WINDOWS)
class ReadmeIT {
  private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

  /** A command, and what it is shown to print; three dots stand for what differs every time. */
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\n((?:(?!\\$ ).*\n)*)");

  private static final String MORE = "...\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/command.md"})
  void commandsPrintWhatIsShown(String document) throws Exception {
    try (var cars = Samples.class.getResourceAsStream("mtcars.csv")) {
      Files.copy(cars, folder.resolve("cars.csv"));
    }
    String text = Files.readString(Path.of(document));
    String shown = CONSOLE.matcher(text).results().map(one -> one.group(1)).collect(joining("\n"));
    var commands = COMMAND.matcher(shown).results().toList();
    assertThat(commands).isNotEmpty();
    for (MatchResult command : commands) {
      String wanted = command.group(2).stripTrailing() + "\n";
      String printed = run(command.group(1));
      if (wanted.endsWith(MORE)) {
        assertThat(printed).startsWith(wanted.substring(0, wanted.length() - MORE.length()));
      } else {
        assertThat(printed).isEqualTo(wanted);
      }
    }
  }

  /** What a command line prints, with {@code regress} as tornado-env.sh defines it. */
  private String run(String line) throws Exception {
    String launcher = Path.of("scripts", "run.sh").toAbsolutePath().toString();
    Path printed = folder.resolve("printed");
    Path said = folder.resolve("said");
    Process shell =
        new ProcessBuilder("bash", "-c", "regress() { bash \"$0\" \"$@\"; }\n" + line, launcher)
            .directory(folder.toFile())
            .redirectOutput(printed.toFile())
            .redirectError(said.toFile())
            .start();
    assertThat(shell.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(line + ": " + Files.readString(said)).isZero();
    return Files.readString(printed);
  }
}
