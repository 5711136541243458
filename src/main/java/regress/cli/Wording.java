package regress.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import regress.data.NearestName;

/** What is wrong with a command line, in our words: what it is, and what to do about it. */
record Wording(CommandSpec command, List<String> arguments) {
  private static final Pattern NEXT_SENTENCE = Pattern.compile("[.?!] \\p{Lu}");

  /** One sentence or two; {@code arguments} are the whole command line. */
  static String of(ParameterException failure, String[] arguments) {
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    return new Wording(command, List.of(arguments)).sentences(failure);
  }

  private String sentences(ParameterException failure) {
    List<String> left = command.commandLine().getUnmatchedArguments();
    return switch (failure) {
      case UnmatchedArgumentException e -> leftOver(e.getUnmatched().getFirst());
      case OverwrittenOptionException e ->
          name(e.getOverwritten()) + " is given twice. Give it once.";
      case MissingParameterException e when hasNoValue(e) ->
          "%s needs a value. Write %s."
              .formatted(name(e.getMissing().getFirst()), usage(e.getMissing().getFirst()));
      // An option that is misspelt is not missing.
      case MissingParameterException e -> left.isEmpty() ? missing(e) : leftOver(left.getFirst());
      default -> value(failure);
    };
  }

  private String value(ParameterException failure) {
    ArgSpec about = failure.getArgSpec();
    if (about == null) {
      // A value without an option is a command that picocli's help does not know.
      return failure.getValue() == null
          ? advised(failure.getMessage())
          : leftOver(failure.getValue());
    }
    if (failure.getCause() instanceof TypeConversionException refused && !isFlag(about)) {
      return name(about) + " " + refused.getMessage() + ".";
    }
    String refused = isFlag(about) ? " takes no value, not even '" : " cannot be '";
    return advised(name(about) + refused + failure.getValue() + "'");
  }

  private static boolean isFlag(ArgSpec about) {
    return about.isOption() && about.arity().max() == 0;
  }

  private boolean hasNoValue(MissingParameterException failure) {
    return failure.getMissing().getFirst() instanceof OptionSpec option
        && Arrays.stream(option.names())
            .anyMatch(
                name ->
                    arguments.stream()
                        .anyMatch(text -> text.equals(name) || text.startsWith(name + "=")));
  }

  private String missing(MissingParameterException failure) {
    return failure.getMissing().stream()
        .sorted(Comparator.comparing(ArgSpec::isOption))
        .map(Wording::usage)
        .collect(Collectors.joining(" and ", command.name() + " needs ", ". " + seeHelp()));
  }

  private String leftOver(String text) {
    if (text.startsWith("-") && text.length() > 1) {
      return unknownOption(text.split("=", 2)[0]);
    }
    return command.parent() == null ? unknownCommand(text) : tooMany(text);
  }

  private String unknownOption(String asked) {
    String nothing = "'" + asked + "' is no option of " + command.name() + ". ";
    List<String> commands =
        command.subcommands().values().stream()
            .map(line -> line.getCommandSpec())
            .filter(spec -> spec.optionsMap().containsKey(asked))
            .map(CommandSpec::name)
            .toList();
    return commands.isEmpty()
        ? nothing + nearestOption(asked).map(Wording::didYouMean).orElseGet(this::seeHelp)
        : nothing + "Write a command before it that has it: " + String.join(", ", commands) + ".";
  }

  /** Letters are compared, not how many dashes there are before them. */
  private Optional<String> nearestOption(String asked) {
    List<String> names =
        command.options().stream().flatMap(option -> Arrays.stream(option.names())).toList();
    return NearestName.to(bare(asked), names.stream().map(Wording::bare).toList())
        .flatMap(near -> names.stream().filter(name -> bare(name).equals(near)).findFirst());
  }

  private static String bare(String option) {
    return option.replaceFirst("^-+", "");
  }

  private String unknownCommand(String asked) {
    var commands = command.subcommands().keySet();
    Optional<String> nearest =
        asked.matches(".*[./].*")
            ? Optional.of("regress fit " + asked)
            : NearestName.to(asked, commands);
    String among = "Choose among " + String.join(", ", commands) + ".";
    return "There is no command '%s'. %s"
        .formatted(asked, nearest.map(Wording::didYouMean).orElse(among));
  }

  private String tooMany(String text) {
    List<PositionalParamSpec> places = command.positionalParameters();
    String takes = places.isEmpty() ? "options alone" : "one " + places.getFirst().paramLabel();
    return "%s takes %s, and '%s' is left over. Leave it out, or quote a name that holds blanks."
        .formatted(command.name(), takes, text);
  }

  private static String didYouMean(String name) {
    return "Did you mean '" + name + "'?";
  }

  private String advised(String text) {
    String sentence = text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    return NEXT_SENTENCE.matcher(sentence).find() ? sentence : sentence + " " + seeHelp();
  }

  private String seeHelp() {
    return "See '" + command.qualifiedName() + " --help'.";
  }

  private static String name(ArgSpec about) {
    return about instanceof OptionSpec option ? option.longestName() : about.paramLabel();
  }

  private static String usage(ArgSpec about) {
    return about.isOption() ? name(about) + " " + about.paramLabel() : about.paramLabel();
  }
}
