package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import regress.LongForm;

/** Command lines that cannot be understood, of every command and option that the parser knows. */
final class WordingTest {
  private static final List<String> OF_THE_PARSER =
      List.of(
          "Unmatched",
          "Unknown option",
          "Invalid value",
          "Missing required",
          "Expected parameter",
          "positional",
          "parameter",
          "cannot convert",
          "should be specified",
          "is not a",
          "Exception",
          "java.",
          "\tat ");

  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, long.class, Long.class, double.class, Double.class);

  /** Something of each kind that some option refuses. */
  private static final List<String> ODD_VALUES =
      LongForm.ASKED
          ? List.of(
              "", "abc", "1.5", "-1", "0", "1e-5", "1e999", "99999999999", "NaN", "a\0b", "1d")
          : List.of("a\0b", "-1.5", "1e999", "NaN", "1d");

  private static final CommandLine PARSER = line();

  private static CommandLine line() {
    var nowhere = new PrintStream(new ByteArrayOutputStream());
    var streams = new Streams(nowhere, nowhere, () -> false);
    return Main.commandLine(new RootCommand(streams), streams, new String[0]);
  }

  /** In the short form each option of the first command that has it: the rest share it. */
  private static List<OptionSpec> options(String command) {
    Set<String> seen = new HashSet<>();
    if (!LongForm.ASKED) {
      commands()
          .takeWhile(earlier -> !earlier.equals(command))
          .flatMap(earlier -> spec(earlier).options().stream())
          .forEach(option -> seen.add(option.longestName()));
    }
    return spec(command).options().stream()
        .filter(option -> !seen.contains(option.longestName()))
        .toList();
  }

  static Stream<String> commands() {
    return Stream.concat(Stream.of(""), PARSER.getSubcommands().keySet().stream());
  }

  private static CommandSpec spec(String command) {
    return (command.isEmpty() ? PARSER : PARSER.getSubcommands().get(command)).getCommandSpec();
  }

  /** The command with all that it needs but one argument, and then some more. */
  private String[] without(ArgSpec left, String command, String... more) {
    List<String> words = new ArrayList<>();
    if (!command.isEmpty()) {
      words.add(command);
    }
    for (ArgSpec needed : spec(command).requiredArgs()) {
      if (!name(needed).equals(left == null ? "" : name(left))) {
        words.addAll(
            needed instanceof OptionSpec option
                ? List.of(option.longestName(), "y")
                : List.of("no-such.csv"));
      }
    }
    words.addAll(Arrays.asList(more));
    return words.toArray(String[]::new);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private boolean isUnderstood(String... words) {
    try {
      PARSER.parseArgs(words);
      return true;
    } catch (ParameterException e) {
      return false;
    }
  }

  private static String refused(String... words) {
    Ran ran = Ran.of(words);
    String said = ran.err();
    assertThat(ran.status()).as("%s: %s", List.of(words), said).isEqualTo(Failures.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(said)
        .startsWith("regress: ")
        .endsWith("\n")
        .doesNotContain(OF_THE_PARSER.toArray(String[]::new));
    String text = said.substring("regress: ".length()).strip();
    assertThat(text).matches(".*[.?]");
    assertThat(text.split("[.?] (?=\\p{Lu})")).hasSizeBetween(1, 2);
    return text;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aValueOfTheWrongKindIsNamedWithItsOption(String command) {
    for (OptionSpec option : options(command)) {
      String name = option.longestName();
      int refused = 0;
      for (String value : ODD_VALUES) {
        String[] words = without(option, command, name + "=" + value);
        if (!isUnderstood(words)) {
          assertThat(refused(words)).startsWith(name + " takes ").contains("not ", printed(value));
          refused++;
        }
      }
      boolean isNumber = NUMBERS.contains(option.type());
      assertThat(refused).as(name).isGreaterThanOrEqualTo(isNumber ? 4 : 0);
    }
  }

  /** Messages may show control characters otherwise than they are. */
  private static String printed(String value) {
    return value.equals("a\0b") ? "'a" : "'" + value + "'";
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionWithoutItsValueIsToldHowToBeWritten(String command) {
    for (OptionSpec option : options(command)) {
      String name = option.longestName();
      if (option.arity().min() > 0) {
        String written = name + " needs a value. Write " + name + " " + option.paramLabel() + ".";
        assertThat(refused(without(option, command, name))).isEqualTo(written);
        assertThat(refused(without(option, command, name, "--debug"))).isEqualTo(written);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionGivenTwiceIsNamed(String command) {
    for (OptionSpec option : options(command)) {
      String name = option.longestName();
      boolean once = !option.isMultiValue() && !option.usageHelp() && !option.versionHelp();
      String[] twice = without(option, command, once(option), once(option));
      if (once && isUnderstood(without(option, command, once(option)))) {
        assertThat(refused(twice)).isEqualTo(name + " is given twice. Give it once.");
      }
    }
  }

  private static String once(OptionSpec option) {
    return option.arity().min() == 0 ? option.longestName() : option.longestName() + "=5";
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aMisspeltOptionIsGuessed(String command) {
    for (OptionSpec option : options(command)) {
      String bare = option.longestName().substring(2);
      if (bare.length() > 3) {
        String swapped = bare.substring(0, 1) + bare.charAt(2) + bare.charAt(1) + bare.substring(3);
        String dropped = bare.substring(0, 2) + bare.substring(3);
        for (String wrong : List.of("--" + swapped, "--" + dropped, "-" + bare)) {
          if (!wrong.equals(option.longestName())
              && !isUnderstood(without(option, command, wrong))) {
            assertThat(refused(without(option, command, wrong, "5")))
                .isEqualTo(nearest(wrong, command, option.longestName()));
          }
        }
      }
    }
  }

  private static String nearest(String wrong, String command, String right) {
    String name = command.isEmpty() ? "regress" : command;
    return "'" + wrong + "' is no option of " + name + ". Did you mean '" + right + "'?";
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatNobodyKnowsIsNamed(String command) {
    assumeFalse(command.equals("help"), "help is given all the same");
    String[] words = without(null, command, "--qqqqqqqq=1");
    String name = command.isEmpty() ? "regress" : command;
    assertThat(refused(words))
        .isEqualTo(
            "'--qqqqqqqq' is no option of %s. See '%s --help'."
                .formatted(name, ("regress " + command).strip()));
    assertThat(refused(without(null, command, "-q"))).startsWith("'-q' is no option of " + name);
    if (!command.isEmpty()) {
      assertThat(refused(without(null, command, "fit", "two words")))
          .contains("is left over. Leave it out, or quote");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "explain"})
  void whatIsMissingIsListed(String command) {
    String help = " See 'regress " + command + " --help'.";
    assertThat(refused(command)).isEqualTo(command + " needs DATA.csv and --target NAME." + help);
    assertThat(refused(command, "a.csv")).isEqualTo(command + " needs --target NAME." + help);
    assertThat(refused(command, "--target", "y")).isEqualTo(command + " needs DATA.csv." + help);
    assertThat(refused(command, "a.csv", "--tagret", "y"))
        .isEqualTo("'--tagret' is no option of " + command + ". Did you mean '--target'?");
  }

  @ParameterizedTest
  @CsvSource({
    "ft, fit",
    "FIT, fit",
    "ift, fit",
    "fti, fit",
    "sed, seed",
    "device, devices",
    "expl, explain",
    "hlep, help",
    "cars.csv, regress fit cars.csv"
  })
  void aMisspeltCommandIsGuessed(String wrong, String right) {
    String words = "There is no command '" + wrong + "'. Did you mean '" + right + "'?";
    assertThat(refused(wrong)).isEqualTo(words);
    assertThat(refused(wrong, "cars.csv", "--target=y")).isEqualTo(words);
    assertThat(refused(wrong, "--help")).isEqualTo(words);
    assertThat(refused("help", wrong)).isEqualTo(words);
    assertThat(refused("--debug", wrong)).startsWith("There is no command '" + wrong + "'.");
  }

  @Test
  void aCommandThatNothingIsLikeGetsTheList() {
    assertThat(refused("nonsense"))
        .isEqualTo(
            "There is no command 'nonsense'. Choose among seed, fit, predict, evaluate, describe, summary, explain,"
                + " devices, completion, man, help.");
    assertThat(refused("--epochs", "5"))
        .isEqualTo(
            "'--epochs' is no option of regress. Write a command before it that has it: seed, fit,"
                + " explain.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.5", "1e-5", "0", "-3", "99999999999", "1e999999999", "1e10"})
  void epochsAreAWholeNumber(String value) {
    for (String command : List.of("seed", "fit", "explain")) {
      assertThat(refused(without(null, command, "--epochs", value)))
          .isEqualTo("--epochs takes a whole number from 1 to 2147483647, not '" + value + "'.");
    }
  }

  @Test
  void wholeNumbersMayHaveAnExponent() {
    Ran ran = Ran.of("seed", "--engine=jvm", "--epochs=1e3", "--n=2.0e2", "--seed=4E0");
    assertThat(ran.out()).containsPattern("epochs +1,000\n");
    Ran plain = Ran.of("seed", "--engine=jvm", "--epochs=1000", "--n=200", "--seed=4");
    assertThat(ran.out().lines().limit(8)).isEqualTo(plain.out().lines().limit(8).toList());
  }

  @Test
  void aColumnMayBeginWithAnAtSign() {
    assertThat(Ran.of("fit", "@pom.xml", "--target=y").err()).contains("no file @pom.xml");
  }
}
