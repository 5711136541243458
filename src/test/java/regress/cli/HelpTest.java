package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What commands say of themselves. */
final class HelpTest {
  private static final String OF_THE_ROOT_ALONE = "Without a command";

  @ParameterizedTest
  @MethodSource("regress.cli.WordingTest#commands")
  void everyCommandExplainsItselfInItsOwnWords(String command) {
    Ran ran = command.isEmpty() ? Ran.of("--help") : Ran.of(command, "--help");
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("Usage: " + ("regress " + command).strip(), "Exit status:");
    assertThat(ran.out().contains(OF_THE_ROOT_ALONE)).isEqualTo(command.isEmpty());
    assertThat(ran.out().contains(Ran.of("--help").out().lines().findFirst().orElseThrow()))
        .isEqualTo(command.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("regress.cli.WordingTest#commands")
  void helpCanBeAskedForInWords(String command) {
    Ran asked = command.isEmpty() ? Ran.of("help") : Ran.of("help", command);
    Ran option = command.isEmpty() ? Ran.of("--help") : Ran.of(command, "--help");
    assertThat(asked).isEqualTo(option);
  }

  @Test
  void theCommandsAreListedWithWhatTheyDo() {
    String help = Ran.of("help").out();
    for (String command : List.of("seed", "fit", "explain", "devices", "help")) {
      assertThat(help).containsPattern("(?m)^  " + command + " +[A-Z]");
    }
  }

  @Test
  void helpIsGivenEvenBesideAnOptionThatIsWrong() {
    assertThat(Ran.of("fit", "--bogus", "--help")).isEqualTo(Ran.of("fit", "--help"));
    assertThat(Ran.of("help", "--bogus", "fit")).isEqualTo(Ran.of("fit", "--help"));
  }
}
